package io.perdure.gateway;

import com.typesafe.config.Config;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** The section {@code perdure.http}, checked; see {@code reference.conf} for what each means. */
record HttpSettings(
        String host,
        int port,
        boolean allowInsecure,
        boolean useForwardedHost,
        long maxBodySize,
        int maxJsonDepth,
        Duration requestTimeout,
        Duration maxRequestTimeout,
        int maxPageSize,
        Duration retryAfter,
        Duration drainTimeout,
        Duration readinessInterval,
        Duration readinessTimeout) {

    private static final int KIB = 1024;

    /** @throws IllegalArgumentException naming key, value, where it was set and what is allowed */
    static HttpSettings of(Config config) {
        var read = new Reader(config);
        var settings = new HttpSettings(
                config.getString("perdure.http.host"),
                (int) read.number("port", 0, 65_535),
                config.getBoolean("perdure.http.allow-insecure"),
                config.getBoolean("perdure.http.use-forwarded-host"),
                read.bytes("max-body-size", KIB, 64L * KIB * KIB),
                (int) read.number("max-json-depth", 1, 1_000),
                read.duration("request-timeout", Duration.ofSeconds(1)),
                read.duration("max-request-timeout", config.getDuration("perdure.http.request-timeout")),
                (int) read.number("max-page-size", 1, 1_000),
                read.duration("retry-after", Duration.ofSeconds(1)),
                read.duration("drain-timeout", Duration.ZERO),
                read.duration("readiness-interval", Duration.ZERO),
                read.duration("readiness-timeout", Duration.ofMillis(100)));
        settings.refuseOpenDoor(read);
        return settings;
    }

    private void refuseOpenDoor(Reader read) {
        boolean loopback;
        try {
            loopback = InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw read.wrong("host", host, "a name or address of this machine");
        }
        if (!loopback && !allowInsecure) {
            throw read.wrong(
                    "host",
                    host,
                    "a loopback address, because no access key is configured and everybody could use the node;"
                            + " perdure.http.allow-insecure = on permits it nevertheless");
        }
    }

    /** Also of the sections within that have a record of their own. */
    record Reader(Config config) {
        long number(String key, long least, long most) {
            return checked(key, config.getLong(path(key)), least, most);
        }

        long bytes(String key, long least, long most) {
            return checked(key, config.getBytes(path(key)), least, most);
        }

        Duration duration(String key, Duration least) {
            Duration value = config.getDuration(path(key));
            if (value.compareTo(least) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
                throw wrong(key, value, least + " to " + Duration.ofDays(1));
            }
            return value;
        }

        private long checked(String key, long value, long least, long most) {
            if (value < least || value > most) {
                throw wrong(key, value, least + " to " + most);
            }
            return value;
        }

        IllegalArgumentException wrong(String key, Object value, String expected) {
            String origin = config.getValue(path(key)).origin().description();
            return new IllegalArgumentException(
                    "%s: %s (expected: %s); set by %s.".formatted(path(key), value, expected, origin));
        }

        private static String path(String key) {
            return "perdure.http." + key;
        }
    }
}
