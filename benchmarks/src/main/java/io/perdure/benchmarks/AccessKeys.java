package io.perdure.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The access keys of a node under test: none, or one for each role, made anew for each run. */
final class AccessKeys {
    static final AccessKeys NONE = new AccessKeys(List.of());

    private static final List<String> ROLES = List.of("read", "operate", "admin");
    /** As of {@code openssl rand -hex 32}, which is what the settings advise. */
    private static final int BYTES = 32;

    private final List<String> keys;

    private AccessKeys(List<String> keys) {
        this.keys = keys;
    }

    static AccessKeys ofEachRole() {
        SecureRandom random = new SecureRandom();
        return new AccessKeys(ROLES.stream()
                .map(role -> {
                    byte[] bytes = new byte[BYTES];
                    random.nextBytes(bytes);
                    return HexFormat.of().formatHex(bytes);
                })
                .toList());
    }

    /** The one to send, whose node has compared all others before it: that of an admin. Null when there is none. */
    @Nullable
    String last() {
        return keys.isEmpty() ? null : keys.get(keys.size() - 1);
    }

    /** As a node takes them. */
    Config settings() {
        return ConfigFactory.parseMap(Map.of(
                "perdure.http.keys",
                IntStream.range(0, keys.size())
                        .mapToObj(i -> Map.of("name", ROLES.get(i), "role", ROLES.get(i), "key", keys.get(i)))
                        .toList()));
    }
}
