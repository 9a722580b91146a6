package io.perdure.entities;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entities to list, in the order of their ids (E-103).
 *
 * @param name exact name, any case; null for all
 * @param idPrefix prefix of the text form of the id; a missing leading {@code @} is added, the name part is lower-cased;
 *     {@code "@count@"} lists {@code count} alone, {@code "@count"} also {@code counter} (E-104); null for all
 * @param lastOperationFrom inclusive; null for unbounded
 * @param lastOperationTo inclusive; null for unbounded
 * @param fetchState whether to include states
 * @param includeTransient whether to show entities without state too
 * @param pageSize entities per page at most, 1 to 1,000
 * @param continuationToken from the page before; null for the first page
 */
public record EntityQuery(
        @Nullable String name,
        @Nullable String idPrefix,
        @Nullable Instant lastOperationFrom,
        @Nullable Instant lastOperationTo,
        boolean fetchState,
        boolean includeTransient,
        int pageSize,
        @Nullable String continuationToken) {

    public static final int MAX_PAGE = 1_000;

    public EntityQuery {
        if (pageSize < 1 || pageSize > MAX_PAGE) {
            throw new IllegalArgumentException("Page size: %d (expected: 1 to %d).".formatted(pageSize, MAX_PAGE));
        }
        if (idPrefix != null && idPrefix.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("Entity id prefix: \"%.80s\" (expected: no control characters)."
                    .formatted(idPrefix.replaceAll("\\p{Cc}", "?")));
        }
        if (name != null && idPrefix != null) {
            throw new IllegalArgumentException("Entity query: name \"%s\" and id prefix \"%s\" (expected: one of them)."
                    .formatted(name, idPrefix));
        }
    }

    /** All entities, with their states. */
    public static EntityQuery all() {
        return new EntityQuery(null, null, null, null, true, false, 100, null);
    }

    public static EntityQuery named(String name) {
        return new EntityQuery(name, null, null, null, true, false, 100, null);
    }

    public EntityQuery withIdPrefix(String prefix) {
        return new EntityQuery(
                null,
                prefix,
                lastOperationFrom,
                lastOperationTo,
                fetchState,
                includeTransient,
                pageSize,
                continuationToken);
    }

    public EntityQuery lastOperationBetween(@Nullable Instant from, @Nullable Instant to) {
        return new EntityQuery(name, idPrefix, from, to, fetchState, includeTransient, pageSize, continuationToken);
    }

    public EntityQuery withoutState() {
        return new EntityQuery(
                name,
                idPrefix,
                lastOperationFrom,
                lastOperationTo,
                false,
                includeTransient,
                pageSize,
                continuationToken);
    }

    public EntityQuery includingTransient() {
        return new EntityQuery(
                name, idPrefix, lastOperationFrom, lastOperationTo, fetchState, true, pageSize, continuationToken);
    }

    public EntityQuery withPageSize(int size) {
        return new EntityQuery(
                name,
                idPrefix,
                lastOperationFrom,
                lastOperationTo,
                fetchState,
                includeTransient,
                size,
                continuationToken);
    }

    public EntityQuery after(@Nullable String token) {
        return new EntityQuery(
                name, idPrefix, lastOperationFrom, lastOperationTo, fetchState, includeTransient, pageSize, token);
    }
}
