package io.perdure.gateway;

import com.typesafe.config.Config;
import io.perdure.settings.Amounts;
import io.perdure.settings.Problems;
import io.perdure.settings.SettingsReader;
import java.time.Duration;

/**
 * How much may be under way at the door at the same time; see {@code reference.conf} for what each means.
 *
 * @param crowd so many connections are many, and each may be idle for a shorter time
 */
record DoorLimits(
        int concurrentRequests,
        int concurrentWaits,
        int requestsPerConnection,
        Duration idleTimeout,
        Duration crowdedIdleTimeout,
        int crowd) {
    private static final int PARTS = 4;
    private static final int MOST = 1_000_000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** @throws IllegalArgumentException with all that is wrong: key, value, what is allowed, where it was set */
    static DoorLimits of(Config config) {
        var problems = new Problems();
        DoorLimits settings = read(SettingsReader.ofAll(config, problems).section("http"));
        problems.throwIfAny();
        return settings;
    }

    /** Reads the section {@code perdure.http}. */
    static DoorLimits read(SettingsReader http) {
        Duration idle = http.duration("idle-timeout", SECOND, DAY);
        Duration crowded = http.duration("crowded-idle-timeout", SECOND, DAY);
        if (crowded.compareTo(idle) > 0 && !http.problems().concern(http.path("idle-timeout"))) {
            http.wrong("crowded-idle-timeout", "at most idle-timeout, " + Amounts.text(idle));
        }
        return new DoorLimits(
                http.number("max-concurrent-requests", 1, MOST),
                http.number("max-concurrent-waits", 0, MOST),
                http.number("max-requests-per-connection", 1, Integer.MAX_VALUE),
                idle,
                crowded,
                // More than three quarters of what akka-http lets in.
                http.number("server.max-connections", 1, Integer.MAX_VALUE) / PARTS * (PARTS - 1));
    }

    /** How long a connection may have nothing in work, while so many are open. */
    Duration idle(int connections) {
        return connections > crowd ? crowdedIdleTimeout : idleTimeout;
    }

    /** How often it is looked; a connection lives up to this much longer than it may. */
    Duration idleLook() {
        return crowdedIdleTimeout.dividedBy(2);
    }
}
