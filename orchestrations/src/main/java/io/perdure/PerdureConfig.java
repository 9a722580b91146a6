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

    /** As {@link #load}, with settings that win over everything else. */
    public static Config withDefaults(Config overrides) {
        // Not ConfigFactory.load(): it ends in the libraries' reference.conf, which would win over what Perdure needs.
        return overrides
                .withFallback(ConfigFactory.defaultOverrides())
                .withFallback(ConfigFactory.defaultApplication())
                .withFallback(
                        ConfigFactory.parseResourcesAnySyntax(PerdureConfig.class.getClassLoader(), "perdure-akka"))
                .withFallback(ConfigFactory.defaultReference(PerdureConfig.class.getClassLoader()))
                .resolve();
    }
}
