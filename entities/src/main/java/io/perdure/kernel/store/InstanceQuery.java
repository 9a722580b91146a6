package io.perdure.kernel.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows to list, and in which order.
 *
 * @param kind of the addresses
 * @param name exact name; null for any
 * @param namePrefix prefix of the name; null for any; not together with {@code name}
 * @param keyPrefix prefix of the key; null for any; only together with {@code name}
 * @param statuses status filter; empty for any
 * @param createdFrom inclusive; null for unbounded
 * @param createdTo inclusive; null for unbounded
 * @param updatedFrom inclusive; null for unbounded
 * @param updatedTo inclusive; null for unbounded
 * @param after position to go on from, exclusive, in the same order; null for the start
 * @param limit rows at most
 */
public record InstanceQuery(
        String kind,
        @Nullable String name,
        @Nullable String namePrefix,
        @Nullable String keyPrefix,
        Set<String> statuses,
        @Nullable Instant createdFrom,
        @Nullable Instant createdTo,
        @Nullable Instant updatedFrom,
        @Nullable Instant updatedTo,
        Order order,
        @Nullable Position after,
        int limit) {

    /** How the rows are ordered, text code unit by code unit. Each order has an index. */
    public enum Order {
        /** By name and key. */
        ADDRESS,
        /** By time of creation, oldest first, then by key; only of kinds without names: {@code name} is empty. */
        CREATED
    }

    public InstanceQuery {
        statuses = Set.copyOf(statuses);
        if (limit < 1 || (name != null && namePrefix != null) || (keyPrefix != null && name == null)) {
            throw new IllegalArgumentException(
                    "InstanceQuery: name %s, namePrefix %s, keyPrefix %s, limit %d (expected: name or namePrefix, keyPrefix only with name, limit at least 1)"
                            .formatted(name, namePrefix, keyPrefix, limit));
        }
        boolean byCreation = order == Order.CREATED;
        boolean otherPosition = after != null && byCreation != (after.createdAt() != null);
        if (otherPosition || (byCreation && !"".equals(name))) {
            throw new IllegalArgumentException(
                    "InstanceQuery: order %s, name %s, after %s (expected: order CREATED only with an empty name, and a position with the time of creation in that order alone)"
                            .formatted(order, name, after));
        }
    }

    /** By address, whenever created. */
    public InstanceQuery(
            String kind,
            @Nullable String name,
            @Nullable String namePrefix,
            @Nullable String keyPrefix,
            Set<String> statuses,
            @Nullable Instant updatedFrom,
            @Nullable Instant updatedTo,
            @Nullable Position after,
            int limit) {
        this(
                kind,
                name,
                namePrefix,
                keyPrefix,
                statuses,
                null,
                null,
                updatedFrom,
                updatedTo,
                Order.ADDRESS,
                after,
                limit);
    }

    /**
     * A place in an order.
     *
     * @param createdAt null in the order of addresses
     */
    public record Position(
            String name, String key, @Nullable Instant createdAt) {

        /** In the order of addresses. */
        public Position(String name, String key) {
            this(name, key, null);
        }
    }
}
