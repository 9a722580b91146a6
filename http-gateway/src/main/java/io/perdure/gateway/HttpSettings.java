package io.perdure.gateway;

import com.typesafe.config.Config;
import java.time.Duration;

/** The section {@code perdure.http}, checked; see {@code reference.conf} for what each means. */
record HttpSettings(
        String host,
        int port,
        boolean useForwardedHost,
        long maxBodySize,
        int maxJsonDepth,
        int maxJsonString,
        Duration requestTimeout,
        Duration maxRequestTimeout,
        int maxPageSize,
        Duration retryAfter,
        String publicUrl,
        Duration leavePause,
        Duration drainTimeout,
        Duration readinessInterval,
        Duration readinessTimeout) {

    static final String SECTION = "perdure.http";
    private static final int KIB = 1024;

    /** @throws IllegalArgumentException naming key, value, where it was set and what is allowed */
    static HttpSettings of(Config config) {
        var read = new SettingsReader(config, SECTION);
        return new HttpSettings(
                read.text("host"),
                (int) read.number("port", 0, 65_535),
                read.flag("use-forwarded-host"),
                read.bytes("max-body-size", KIB, 64L * KIB * KIB),
                (int) read.number("max-json-depth", 1, 1_000),
                (int) read.bytes("max-json-string", KIB, 64L * KIB * KIB),
                read.duration("request-timeout", Duration.ofSeconds(1)),
                read.duration("max-request-timeout", config.getDuration("perdure.http.request-timeout")),
                (int) read.number("max-page-size", 1, 1_000),
                read.duration("retry-after", Duration.ofSeconds(1)),
                PublicUrl.of(config),
                read.duration("leave-pause", Duration.ZERO),
                read.duration("drain-timeout", Duration.ZERO),
                read.duration("readiness-interval", Duration.ZERO),
                read.duration("readiness-timeout", Duration.ofMillis(100)));
    }
}
