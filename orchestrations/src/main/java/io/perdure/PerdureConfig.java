package io.perdure;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
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
     * Looks for all that is wrong with a configuration of {@link #withDefaults}, or contradicts; opens nothing.
     *
     * @return a line for each problem: key, value, what is allowed; of each section the first. Empty when nothing is wrong
     */
    public static List<String> problems(Config all) {
        return List.copyOf(SettingsCheck.problems(all));
    }

    /**
     * As {@link #load}, with settings that win over everything else.
     *
     * @throws IllegalArgumentException when settings of {@code perdure.cluster} are wrong or contradict others; the
     *     message names all of them
     */
    public static Config withDefaults(Config overrides) {
        // Not ConfigFactory.load(): it ends in the libraries' reference.conf, which would win over what Perdure needs.
        Config application = overrides
                .withFallback(ConfigFactory.defaultOverrides())
                .withFallback(ConfigFactory.defaultApplication());
        ClassLoader loader = PerdureConfig.class.getClassLoader();
        Config defaults = ConfigFactory.parseResourcesAnySyntax(loader, "perdure-akka")
                .withFallback(ConfigFactory.defaultReference(loader));
        var cluster = ClusterSettings.check(application.withFallback(defaults).resolve(), defaults.resolve());
        return application.withFallback(cluster.akka()).withFallback(defaults).resolve();
    }
}
