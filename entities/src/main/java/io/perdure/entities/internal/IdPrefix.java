package io.perdure.entities.internal;

import io.perdure.entities.EntityId;
import io.perdure.entities.EntityQuery;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a query says about ids, as the index understands it (E-103, E-104).
 *
 * @param name exact name, or null
 * @param namePrefix when there is no name; null for any
 * @param keyPrefix only with a name; null for any
 */
record IdPrefix(
        @Nullable String name,
        @Nullable String namePrefix,
        @Nullable String keyPrefix) {

    private static final IdPrefix ANY = new IdPrefix(null, null, null);

    static IdPrefix of(EntityQuery query) {
        if (query.name() != null) {
            return new IdPrefix(new EntityId(query.name(), "").name(), null, null);
        }
        return query.idPrefix() == null ? ANY : parse(query.idPrefix());
    }

    /** The name part ends at the second {@code @}, and only a name that has ended is a whole name. */
    private static IdPrefix parse(String text) {
        String rest = text.startsWith("@") ? text.substring(1) : text;
        if (rest.isEmpty()) {
            return ANY;
        }
        int end = rest.indexOf('@');
        if (end == 0) {
            throw new IllegalArgumentException(
                    "Entity id prefix: \"%.80s\" (expected: the beginning of @name@key, with a name).".formatted(text));
        }
        if (end < 0) {
            return new IdPrefix(null, rest.toLowerCase(Locale.ROOT), null);
        }
        String key = rest.substring(end + 1);
        return new IdPrefix(rest.substring(0, end).toLowerCase(Locale.ROOT), null, key.isEmpty() ? null : key);
    }
}
