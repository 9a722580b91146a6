package io.perdure.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.kernel.Address;
import io.perdure.kernel.store.InstanceQuery.Order;
import io.perdure.kernel.store.InstanceQuery.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many rows there are, of each status. */
public interface InstanceCountContract extends OpenStore {

    /** Two that run, three that have completed, an entity: created a second apart. */
    private String counted() {
        String hub = newHub();
        store().index()
                .upsert(
                        hub,
                        List.of(
                                counted("a-1", 1, "Running"),
                                counted("b-1", 2, "Completed"),
                                counted("a-2", 3, "Completed"),
                                counted("A-3", 4, "Completed"),
                                counted("a-4", 5, "Running"),
                                row("counter", "a-5")));
        return hub;
    }

    private static InstanceRow counted(String key, int second, String status) {
        Instant at = NOON.plusSeconds(second);
        return new InstanceRow(new Address("orchestration", "", key), status, at, at, false, null, 1, null);
    }

    private static InstanceQuery orchestrations(
            @Nullable String keyPrefix,
            Set<String> statuses,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Position after) {
        return new InstanceQuery(
                "orchestration",
                "",
                null,
                keyPrefix,
                statuses,
                from,
                to,
                null,
                null,
                after == null ? Order.ADDRESS : Order.CREATED,
                after,
                1);
    }

    @Test
    @DisplayName("O-141: all rows of a kind are counted by status, whatever the limit")
    default void count_all() {
        assertThat(store().index().count(counted(), orchestrations(null, Set.of(), null, null, null)))
                .isEqualTo(Map.of("Running", 2L, "Completed", 3L));
    }

    @Test
    @DisplayName("O-141: statuses, a prefix in its own case and inclusive bounds of creation narrow the count")
    default void count_filtered() {
        String hub = counted();

        assertThat(store().index().count(hub, orchestrations(null, Set.of("Running", "Failed"), null, null, null)))
                .isEqualTo(Map.of("Running", 2L));
        assertThat(store().index().count(hub, orchestrations("a-", Set.of(), null, null, null)))
                .isEqualTo(Map.of("Running", 2L, "Completed", 1L));
        assertThat(store().index()
                        .count(hub, orchestrations(null, Set.of(), NOON.plusSeconds(2), NOON.plusSeconds(4), null)))
                .isEqualTo(Map.of("Completed", 3L));
    }

    @Test
    @DisplayName("a count goes on from a position, as a list does")
    default void count_rest() {
        var after = new Position("", "b-1", NOON.plusSeconds(2));

        assertThat(store().index().count(counted(), orchestrations(null, Set.of(), null, null, after)))
                .isEqualTo(Map.of("Running", 1L, "Completed", 2L));
    }

    @Test
    @DisplayName("O-149: a hub without rows counts none, although others have some")
    default void count_of_another_hub() {
        counted();

        assertThat(store().index().count(newHub(), orchestrations(null, Set.of(), null, null, null)))
                .isEmpty();
    }
}
