package io.perdure.kernel.store;

import io.perdure.kernel.Address;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The index table, one per store, holding all task hubs. Blocking: callers bring their own thread. Thread-safe. Every
 * method throws {@link io.perdure.failures.StoreUnavailableException} when the database does.
 */
public interface InstanceIndex {

    /** Inserts or updates all rows in one transaction; a row whose version is older than the stored one is left out. */
    void upsert(String hub, Collection<InstanceRow> rows);

    Optional<InstanceRow> find(String hub, Address address);

    List<InstanceRow> query(String hub, InstanceQuery query);

    /** How many rows a query has behind its position, by status; its limit does not count. */
    Map<String, Long> count(String hub, InstanceQuery query);

    /**
     * Rows with {@code active = true} in slices {@code from … to} (inclusive), ordered by slice and address.
     *
     * @param after the last row of the page before; null for the first page
     */
    List<Sleeper> active(String hub, int fromSlice, int toSlice, @Nullable Address after, int limit);

    /**
     * Rows whose {@code wake_at} is not after {@code until}, soonest first, then by slice.
     *
     * @param after the last row of the page before; null for the first page. Rows that share its time and slice come
     *     again, unless they would fill a page
     */
    List<Sleeper> due(String hub, int fromSlice, int toSlice, Instant until, @Nullable Sleeper after, int limit);
}
