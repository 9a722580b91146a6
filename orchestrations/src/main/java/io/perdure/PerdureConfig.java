package io.perdure;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

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
