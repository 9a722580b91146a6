package io.perdure.gateway;

import com.typesafe.config.Config;
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

    /** @throws IllegalArgumentException naming key, value, where it was set and what is allowed */
    static DoorLimits of(Config config) {
        var read = new SettingsReader(config, HttpSettings.SECTION);
        int most = 1_000_000;
        Duration idle = read.duration("idle-timeout", Duration.ofSeconds(1));
        Duration crowded = read.duration("crowded-idle-timeout", Duration.ofSeconds(1));
        if (crowded.compareTo(idle) > 0) {
            throw read.wrong("crowded-idle-timeout", crowded, "at most idle-timeout, " + idle);
        }
        return new DoorLimits(
                (int) read.number("max-concurrent-requests", 1, most),
                (int) read.number("max-concurrent-waits", 0, most),
                (int) read.number("max-requests-per-connection", 1, Integer.MAX_VALUE),
                idle,
                crowded,
                // More than three quarters of what akka-http lets in.
                config.getInt("perdure.http.server.max-connections") / PARTS * (PARTS - 1));
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
