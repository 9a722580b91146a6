package io.perdure.gateway;

import com.nimbusds.jose.JWSAlgorithm;
import com.typesafe.config.Config;
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

    private static final String SECTION = HttpSettings.SECTION + ".jwt";
    private static final Duration MOST_SKEW = Duration.ofMinutes(5);
    private static final int LEAST_TOKEN = 256;
    private static final int MOST_TOKEN = 64 * 1024;

    /**
     * Empty when no issuer is set.
     *
     * @throws IllegalArgumentException naming key, value, where it was set and what is allowed
     */
    static Optional<JwtSettings> of(Config config) {
        var read = new SettingsReader(config, SECTION);
        if (read.text("issuer").isBlank()) {
            return Optional.empty();
        }
        String url = read.text("jwks-url");
        return Optional.of(new JwtSettings(
                // As it is: tokens must name it letter by letter.
                checkedUrl(read, "issuer", read.text("issuer")).toString(),
                audience(read),
                url.isBlank() ? null : checkedUrl(read, "jwks-url", url),
                name(read, "role-claim"),
                roles(read),
                name(read, "name-claim"),
                algorithms(read),
                clockSkew(read),
                (int) read.bytes("max-token-size", LEAST_TOKEN, MOST_TOKEN),
                read.duration("refresh-interval", Duration.ofSeconds(1)),
                read.duration("keep-keys", read.duration("refresh-interval", Duration.ofSeconds(1))),
                read.duration("refetch-after", Duration.ofSeconds(1)),
                read.duration("fetch-timeout", Duration.ofMillis(100))));
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

    private static URI checkedUrl(SettingsReader read, String key, String text) {
        try {
            var url = new URI(text);
            if (isSafe(url) && url.getRawFragment() == null) {
                return url;
            }
        } catch (java.net.URISyntaxException malformed) {
            // Said below.
        }
        throw read.wrong(key, text, "an https URL, or an http URL at a loopback address; no user info, no fragment");
    }

    private static Set<String> audience(SettingsReader read) {
        List<String> audience = read.config().getStringList(SECTION + ".audience");
        if (audience.isEmpty() || audience.stream().anyMatch(String::isBlank)) {
            throw read.wrong(
                    "audience",
                    audience,
                    "at least one; else any token of the issuer, for whomever, would be accepted");
        }
        return Set.copyOf(audience);
    }

    private static String name(SettingsReader read, String key) {
        String name = read.text(key);
        if (name.isBlank()) {
            throw read.wrong(key, "\"\"", "the name of a claim");
        }
        return name;
    }

    private static Map<Access, Set<String>> roles(SettingsReader read) {
        var roles = new EnumMap<Access, Set<String>>(Access.class);
        for (Access access : List.of(Access.READ, Access.OPERATE, Access.ADMIN)) {
            String key = "roles." + access.name().toLowerCase(Locale.ROOT);
            roles.put(access, Set.copyOf(read.config().getStringList(SECTION + '.' + key)));
        }
        return Map.copyOf(roles);
    }

    private static Set<JWSAlgorithm> algorithms(SettingsReader read) {
        var possible = new LinkedHashSet<JWSAlgorithm>(JWSAlgorithm.Family.RSA);
        possible.addAll(List.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512));
        List<String> names = read.config().getStringList(SECTION + ".algorithms");
        var chosen = new LinkedHashSet<JWSAlgorithm>();
        for (String name : names) {
            var algorithm = JWSAlgorithm.parse(name);
            if (!possible.contains(algorithm)) {
                // "none" proves nothing; with HS256 whoever can check a token can also make one.
                throw read.wrong("algorithms", name, "some of " + possible);
            }
            chosen.add(algorithm);
        }
        if (chosen.isEmpty()) {
            throw read.wrong("algorithms", names, "some of " + possible);
        }
        return Set.copyOf(chosen);
    }

    private static Duration clockSkew(SettingsReader read) {
        Duration skew = read.duration("clock-skew", Duration.ZERO);
        if (skew.compareTo(MOST_SKEW) > 0) {
            throw read.wrong("clock-skew", skew, Duration.ZERO + " to " + MOST_SKEW);
        }
        return skew;
    }
}
