package io.perdure.entities;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. Only the token tells whether there is more: a page may be short or empty.
 *
 * @param nextToken opaque; null on the last page
 */
public record EntityPage(
        List<EntityMetadata> entities, @Nullable String nextToken) {
    public EntityPage {
        entities = List.copyOf(entities);
    }

    public Optional<String> next() {
        return Optional.ofNullable(nextToken);
    }
}
