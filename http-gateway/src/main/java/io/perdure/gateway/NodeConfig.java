package io.perdure.gateway;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The node's configuration: options over environment variables over system properties over the file over defaults.
 *
 * @param given what somebody set, without the defaults
 * @param full all of it
 */
record NodeConfig(Config given, Config full) {
    static final String CONFIG_VARIABLE = "PERDURE_CONFIG";
    static final String MODULES_VARIABLE = "PERDURE_MODULES";
    static final String MODULES = "perdure.modules";
    static final String SEEDS_VARIABLE = "PERDURE_CLUSTER_SEEDS";

    /** Environment variables and the keys that they set. */
    static final Map<String, String> VARIABLES = variables();

    /** Below these, keys are free: they belong to others. */
    private static final List<String> FREE = List.of("perdure.http.server.", "perdure.postgres.properties.");

    /**
     * Puts the layers together.
     *
     * @param options keys and values from the command line
     * @param file the configuration file; null for none, or the one that {@code PERDURE_CONFIG} names
     * @throws StartFailure when the file cannot be read
     * @throws com.typesafe.config.ConfigException when it is malformed, naming the line
     */
    static NodeConfig load(Map<String, Object> options, Map<String, String> environment, @Nullable Path file) {
        Config system = ConfigFactory.systemProperties();
        Config given = options(options)
                .withFallback(environment(environment))
                .withFallback(system.withOnlyPath("perdure"))
                .withFallback(system.withOnlyPath("akka"))
                .withFallback(file(file, environment));
        Config full = given.withFallback(ConfigFactory.defaultApplication())
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve();
        return new NodeConfig(chosen(given.root(), full.root()).toConfig(), full);
    }

    /** The same keys, with their values in full. Resolved once more, a list that is added to (+=) would be added to twice. */
    private static ConfigObject chosen(ConfigObject keys, ConfigObject full) {
        Set<String> names;
        try {
            names = keys.keySet();
        } catch (ConfigException.NotResolved merged) {
            return full; // ${another} { … }: some of it may be defaults, which does no harm
        }
        ConfigObject chosen = ConfigFactory.empty().root();
        for (String name : names) {
            ConfigValue value = full.get(name);
            if (value instanceof ConfigObject inFull && keys.get(name) instanceof ConfigObject inKeys) {
                value = chosen(inKeys, inFull);
            }
            if (value != null) { // null: ${?nothing}
                chosen = chosen.withValue(name, value);
            }
        }
        return chosen;
    }

    /** Keys of ours that were set and that nothing reads, most often misspelt: a line for each, with the key that may be meant. */
    List<String> unknown() {
        return unread().filter(entry -> !isProperty(entry.getKey()))
                .map(entry -> "%s: unknown (expected: %s); set by %s."
                        .formatted(
                                entry.getKey(),
                                Spelling.nearest(entry.getKey(), keys())
                                        .map(near -> "perhaps " + near)
                                        .orElse("a setting of the reference.conf files"),
                                entry.getValue().origin().description()))
                .toList();
    }

    /** Those that are system properties: they may belong to something else in this process. */
    List<String> unknownProperties() {
        return unread().map(Map.Entry::getKey).filter(NodeConfig::isProperty).toList();
    }

    private static boolean isProperty(String key) {
        return System.getProperty(key) != null;
    }

    private Stream<Map.Entry<String, ConfigValue>> unread() {
        Config reference = ConfigFactory.defaultReference();
        return given.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("perdure.")
                        && !reference.hasPathOrNull(entry.getKey())
                        && FREE.stream().noneMatch(entry.getKey()::startsWith))
                .sorted(Map.Entry.comparingByKey());
    }

    private static List<String> keys() {
        return ConfigFactory.defaultReference().entrySet().stream()
                .map(Map.Entry::getKey)
                .filter(key -> key.startsWith("perdure."))
                .toList();
    }

    /**
     * Variables that look like ours and set nothing: misspelt ones, but also those that Kubernetes makes up for a service
     * called perdure, which is why they harm nobody.
     */
    static List<String> unknownVariables(Map<String, String> environment) {
        var known = new TreeSet<>(VARIABLES.keySet());
        known.addAll(List.of(CONFIG_VARIABLE, MODULES_VARIABLE, SEEDS_VARIABLE));
        return environment.keySet().stream()
                .filter(name -> name.startsWith("PERDURE_") && !known.contains(name))
                .sorted()
                .map(name -> name
                        + Spelling.nearest(name, known)
                                .map(near -> " (perhaps " + near + ")")
                                .orElse(""))
                .toList();
    }

    private static Config options(Map<String, Object> options) {
        Config config = ConfigFactory.empty();
        for (Map.Entry<String, Object> option : options.entrySet()) {
            config = config.withValue(
                    option.getKey(), ConfigValueFactory.fromAnyRef(option.getValue(), "the command line"));
        }
        return config;
    }

    private static Config environment(Map<String, String> environment) {
        Config config = ConfigFactory.empty();
        for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
            String value = environment.get(variable.getKey());
            if (value != null && !value.isBlank()) {
                config = config.withValue(
                        variable.getValue(), origin(value, "environment variable " + variable.getKey()));
            }
        }
        config = list(config, MODULES, environment, MODULES_VARIABLE, File.pathSeparator);
        return list(config, "perdure.cluster.seeds", environment, SEEDS_VARIABLE, ",");
    }

    private static Config list(
            Config config, String key, Map<String, String> environment, String variable, String separator) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            return config;
        }
        var entries = Arrays.stream(value.split(separator))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        return config.withValue(key, origin(entries, "environment variable " + variable));
    }

    private static ConfigValue origin(Object value, String origin) {
        return ConfigValueFactory.fromAnyRef(value, origin);
    }

    private static Config file(@Nullable Path option, Map<String, String> environment) {
        String variable = environment.get(CONFIG_VARIABLE);
        if (option == null && (variable == null || variable.isBlank())) {
            return ConfigFactory.empty();
        }
        Path file = option != null ? option : Path.of(variable);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw StartFailure.config("%s: %s (expected: a readable file)."
                    .formatted(option != null ? "--config" : CONFIG_VARIABLE, file));
        }
        return ConfigFactory.parseFile(
                file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    }

    private static Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("PERDURE_HTTP_HOST", "perdure.http.host");
        variables.put("PERDURE_HTTP_PORT", "perdure.http.port");
        variables.put("PERDURE_HTTP_ALLOW_INSECURE", "perdure.http.allow-insecure");
        variables.put("PERDURE_HTTP_KEY", "perdure.http.key");
        variables.put("PERDURE_HTTP_KEY_FILE", "perdure.http.key-file");
        variables.put("PERDURE_CLUSTER_HOST", "perdure.cluster.host");
        variables.put("PERDURE_CLUSTER_PORT", "perdure.cluster.port");
        variables.put("PERDURE_CLUSTER_BIND_HOST", "perdure.cluster.bind-host");
        variables.put("PERDURE_CLUSTER_BIND_PORT", "perdure.cluster.bind-port");
        variables.put("PERDURE_CLUSTER_BOOTSTRAP_METHOD", "perdure.cluster.bootstrap.method");
        variables.put("PERDURE_CLUSTER_BOOTSTRAP_SERVICE_NAME", "perdure.cluster.bootstrap.service-name");
        variables.put(
                "PERDURE_CLUSTER_BOOTSTRAP_REQUIRED_CONTACT_POINTS",
                "perdure.cluster.bootstrap.required-contact-points");
        variables.put("PERDURE_CLUSTER_TLS_CERTIFICATE", "perdure.cluster.tls.certificate");
        variables.put("PERDURE_CLUSTER_TLS_PRIVATE_KEY", "perdure.cluster.tls.private-key");
        variables.put("PERDURE_CLUSTER_TLS_CA", "perdure.cluster.tls.ca");
        variables.put("PERDURE_DATA", "perdure.data");
        variables.put("PERDURE_HUB", "perdure.hub");
        variables.put("PERDURE_STORE", "perdure.store");
        for (String part : List.of("url", "host", "port", "database", "user", "password")) {
            variables.put("PERDURE_POSTGRES_" + part.toUpperCase(Locale.ROOT), "perdure.postgres." + part);
        }
        return Collections.unmodifiableMap(variables);
    }
}
