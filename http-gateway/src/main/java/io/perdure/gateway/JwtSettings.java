package io.perdure.gateway;

import com.nimbusds.jose.JWSAlgorithm;
import com.typesafe.config.Config;
import io.perdure.settings.Amounts;
import io.perdure.settings.Problems;
import io.perdure.settings.SettingsReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code perdure.http.jwt}, checked; see {@code reference.conf} for what each means.
 *
 * @param jwksUrl null: from the issuer's discovery document
 * @param roles the issuer's roles for each access
 */
record JwtSettings(
        String issuer,
        Set<String> audience,
        @Nullable URI jwksUrl,
        String roleClaim,
        Map<Access, Set<String>> roles,
        String nameClaim,
        Set<JWSAlgorithm> algorithms,
        Duration clockSkew,
        int maxTokenSize,
        Duration refreshInterval,
        Duration keepKeys,
        Duration refetchAfter,
        Duration fetchTimeout) {

    private static final String URL = "an https URL, or an http URL at a loopback address; no user info, no fragment";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MOST_SKEW = Duration.ofMinutes(5);
    private static final int LEAST_TOKEN = 256;
    private static final int MOST_TOKEN = 64 * 1024;

    /**
     * Empty when no issuer is set.
     *
     * @throws IllegalArgumentException with all that is wrong: key, value, what is allowed, where it was set
     */
    static Optional<JwtSettings> of(Config config) {
        var problems = new Problems();
        var settings = read(SettingsReader.ofAll(config, problems).section("http"));
        problems.throwIfAny();
        return settings;
    }

    /** Reads the section {@code perdure.http}. Empty when no issuer is set. */
    static Optional<JwtSettings> read(SettingsReader http) {
        var jwt = http.section("jwt");
        String issuer = jwt.text("issuer", JwtSettings::isSafe, URL);
        String jwksUrl = jwt.text("jwks-url", JwtSettings::isSafe, URL);
        Duration refresh = jwt.duration("refresh-interval", SECOND, DAY);
        Duration keep = jwt.duration("keep-keys", SECOND, DAY);
        if (keep.compareTo(refresh) < 0 && !jwt.problems().concern(jwt.path("refresh-interval"))) {
            jwt.wrong("keep-keys", "at least refresh-interval, " + Amounts.text(refresh));
        }
        var settings = new JwtSettings(
                // As it is: tokens must name it letter by letter.
                issuer,
                audience(jwt, !issuer.isBlank()),
                jwksUrl.isBlank() ? null : URI.create(jwksUrl),
                jwt.text("role-claim", name -> !name.isBlank(), "the name of a claim"),
                roles(jwt),
                jwt.text("name-claim", name -> !name.isBlank(), "the name of a claim"),
                algorithms(jwt),
                jwt.duration("clock-skew", Duration.ZERO, MOST_SKEW),
                (int) jwt.bytes("max-token-size", LEAST_TOKEN, MOST_TOKEN),
                refresh,
                keep,
                jwt.duration("refetch-after", SECOND, DAY),
                jwt.duration("fetch-timeout", Duration.ofMillis(100), DAY));
        return issuer.isBlank() ? Optional.empty() : Optional.of(settings);
    }

    private static boolean isSafe(String text) {
        try {
            var url = new URI(text);
            return text.isBlank() || (isSafe(url) && url.getRawFragment() == null);
        } catch (java.net.URISyntaxException malformed) {
            return text.isBlank();
        }
    }

    /** Whether keys may be fetched from there: nobody on the way could give others. */
    static boolean isSafe(URI url) {
        if (url.getHost() == null || url.getRawUserInfo() != null) {
            return false;
        }
        if ("https".equalsIgnoreCase(url.getScheme())) {
            return true;
        }
        try {
            return "http".equalsIgnoreCase(url.getScheme())
                    && InetAddress.getByName(url.getHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static Set<String> audience(SettingsReader jwt, boolean needed) {
        String expected = "a list of at least one; else any token of the issuer, for whomever, would be accepted";
        List<String> audience = jwt.texts("audience", expected);
        if (needed
                && (audience.isEmpty() || audience.stream().anyMatch(String::isBlank))
                && !jwt.problems().concern(jwt.path("audience"))) {
            jwt.wrong("audience", expected);
        }
        return Set.copyOf(audience);
    }

    private static Map<Access, Set<String>> roles(SettingsReader jwt) {
        var roles = new EnumMap<Access, Set<String>>(Access.class);
        for (Access access : List.of(Access.READ, Access.OPERATE, Access.ADMIN)) {
            String key = "roles." + access.name().toLowerCase(Locale.ROOT);
            roles.put(access, Set.copyOf(jwt.texts(key, "a list of roles")));
        }
        return Map.copyOf(roles);
    }

    private static Set<JWSAlgorithm> algorithms(SettingsReader jwt) {
        var possible = new LinkedHashSet<JWSAlgorithm>(JWSAlgorithm.Family.RSA);
        possible.addAll(List.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512));
        String expected = "a list with some of " + possible;
        var chosen = new LinkedHashSet<JWSAlgorithm>();
        for (String name : jwt.texts("algorithms", expected)) {
            chosen.add(JWSAlgorithm.parse(name));
        }
        // "none" proves nothing; with HS256 whoever can check a token can also make one.
        if (chosen.isEmpty() || !possible.containsAll(chosen)) {
            jwt.wrong("algorithms", expected);
        }
        return Set.copyOf(chosen);
    }
}
