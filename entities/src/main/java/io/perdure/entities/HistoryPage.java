package io.perdure.entities;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Operations of one entity, newest first, as far back as {@code perdure.entities.history} keeps them. Only the
 * token tells whether there is more: a page may be short or empty.
 *
 * @param nextToken opaque; null on the last page
 */
public record HistoryPage(
        List<OperationRecord> operations, @Nullable String nextToken) {
    public HistoryPage {
        operations = List.copyOf(operations);
    }

    public Optional<String> next() {
        return Optional.ofNullable(nextToken);
    }
}
