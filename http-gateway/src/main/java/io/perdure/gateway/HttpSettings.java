package io.perdure.gateway;

import com.typesafe.config.Config;
import io.perdure.settings.Amounts;
import io.perdure.settings.Problems;
import io.perdure.settings.SettingsReader;
import java.time.Duration;

/** The section {@code perdure.http}, checked; see {@code reference.conf} for what each means. */
record HttpSettings(
        String host,
        int port,
        boolean docs,
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
    private static final long MOST_BODY = 64L * KIB * KIB;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** @throws IllegalArgumentException with all that is wrong: key, value, what is allowed, where it was set */
    static HttpSettings of(Config config) {
        var problems = new Problems();
        HttpSettings settings = read(SettingsReader.ofAll(config, problems).section("http"));
        problems.throwIfAny();
        return settings;
    }

    /** Reads the section {@code perdure.http}. */
    static HttpSettings read(SettingsReader http) {
        Duration request = http.duration("request-timeout", SECOND, DAY);
        Duration longest = http.duration("max-request-timeout", SECOND, DAY);
        if (longest.compareTo(request) < 0
                && !http.problems().concern(http.path("request-timeout"))
                && !http.problems().concern(http.path("max-request-timeout"))) {
            http.wrong("max-request-timeout", "at least request-timeout, " + Amounts.text(request));
        }
        return new HttpSettings(
                http.text("host"),
                http.number("port", 0, 65_535),
                http.flag("docs"),
                http.flag("use-forwarded-host"),
                http.bytes("max-body-size", KIB, MOST_BODY),
                http.number("max-json-depth", 1, 1_000),
                (int) http.bytes("max-json-string", KIB, MOST_BODY),
                request,
                longest,
                http.number("max-page-size", 1, 1_000),
                http.duration("retry-after", SECOND, DAY),
                PublicUrl.read(http),
                http.duration("leave-pause", Duration.ZERO, DAY),
                http.duration("drain-timeout", Duration.ZERO, DAY),
                http.duration("readiness-interval", Duration.ZERO, DAY),
                http.duration("readiness-timeout", Duration.ofMillis(100), DAY));
    }
}
