package io.perdure.kernel.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows to list, ordered by name and key, code unit by code unit.
 *
 * @param kind of the addresses
 * @param name exact name; null for any
 * @param namePrefix prefix of the name; null for any; not together with {@code name}
 * @param keyPrefix prefix of the key; null for any; only together with {@code name}
 * @param statuses status filter; empty for any
 * @param updatedFrom inclusive; null for unbounded
 * @param updatedTo inclusive; null for unbounded
 * @param after position to go on from, exclusive; null for the start
 * @param limit rows at most
 */
public record InstanceQuery(
        String kind,
        @Nullable String name,
        @Nullable String namePrefix,
        @Nullable String keyPrefix,
        Set<String> statuses,
        @Nullable Instant updatedFrom,
        @Nullable Instant updatedTo,
        @Nullable Position after,
        int limit) {

    public InstanceQuery {
        if (limit < 1 || (name != null && namePrefix != null) || (keyPrefix != null && name == null)) {
            throw new IllegalArgumentException(
                    "InstanceQuery: name %s, namePrefix %s, keyPrefix %s, limit %d (expected: name or namePrefix, keyPrefix only with name, limit at least 1)"
                            .formatted(name, namePrefix, keyPrefix, limit));
        }
    }

    /** A place in the order of names and keys. */
    public record Position(String name, String key) {}
}
