package io.perdure;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.settings.Problems;
import io.perdure.settings.SettingsReader;
import java.util.List;

/** Configurations for actor systems that carry Perdure. */
public final class PerdureConfig {
    private PerdureConfig() {}

    /**
     * The application's configuration ({@code application.conf}, system properties), completed by the Akka settings that
     * Perdure needs: cluster, sharding, journal. What the application says wins.
     */
    public static Config load() {
        return withDefaults(ConfigFactory.empty());
    }

    /**
     * Looks for all that is wrong with the configuration that {@link #withDefaults} would make of these settings; opens nothing
     * but the files of certificates.
     *
     * @return a sentence for each problem: key, value, what is allowed, where it was set; sorted by key. Empty when nothing is
     *     wrong
     */
    public static List<String> problems(Config overrides) {
        var problems = new Problems();
        var unused = complete(overrides, problems);
        return problems.lines();
    }

    /**
     * As {@link #load}, with settings that win over everything else.
     *
     * @throws IllegalArgumentException when settings are wrong or contradict each other; the message names all of them
     */
    public static Config withDefaults(Config overrides) {
        var problems = new Problems();
        Config all = complete(overrides, problems);
        problems.throwIfAny();
        return all;
    }

    private static Config complete(Config overrides, Problems problems) {
        // Not ConfigFactory.load(): it ends in the libraries' reference.conf, which would win over what Perdure needs.
        Config application = overrides
                .withFallback(ConfigFactory.defaultOverrides())
                .withFallback(ConfigFactory.defaultApplication());
        ClassLoader loader = PerdureConfig.class.getClassLoader();
        Config defaults = ConfigFactory.parseResourcesAnySyntax(loader, "perdure-akka")
                .withFallback(ConfigFactory.defaultReference(loader));
        Config given = application.withFallback(defaults).resolve();
        var perdure = SettingsReader.ofAll(given, problems);
        var cluster = ClusterSettings.read(perdure);
        ClusterSettings.saidTwice(given, defaults.resolve(), perdure);
        Config all =
                application.withFallback(cluster.akka()).withFallback(defaults).resolve();
        SettingsCheck.look(all, cluster, problems);
        return all;
    }
}
