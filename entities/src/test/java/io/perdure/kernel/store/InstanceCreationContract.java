package io.perdure.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.perdure.kernel.Address;
import io.perdure.kernel.store.InstanceQuery.Order;
import io.perdure.kernel.store.InstanceQuery.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Lists in the order of creation, of kinds without names. */
public interface InstanceCreationContract extends OpenStore {

    private static InstanceRow created(String key, int second, String status) {
        Instant at = NOON.plusSeconds(second);
        return new InstanceRow(
                new Address("orchestration", "", key), status, at, at.plusSeconds(60), false, null, 1, null);
    }

    private static InstanceQuery byCreation(
            @Nullable String keyPrefix, Set<String> statuses, @Nullable Position after, int limit) {
        return new InstanceQuery(
                "orchestration", "", null, keyPrefix, statuses, null, null, null, null, Order.CREATED, after, limit);
    }

    private static InstanceQuery createdBetween(@Nullable Instant from, @Nullable Instant to) {
        return new InstanceQuery(
                "orchestration", "", null, null, Set.of(), from, to, null, null, Order.CREATED, null, 100);
    }

    private List<String> keys(String hub, InstanceQuery query) {
        return store().index().query(hub, query).stream()
                .map(row -> row.address().key())
                .toList();
    }

    @Test
    @DisplayName("H-49: by creation, the oldest first, those of one moment by key")
    default void order_of_creation() {
        String hub = newHub();
        store().index()
                .upsert(
                        hub,
                        List.of(
                                created("b", 1, "Running"),
                                created("z", 0, "Running"),
                                created("a", 2, "Running"),
                                created("A", 1, "Running")));

        assertThat(keys(hub, byCreation(null, Set.of(), null, 10))).containsExactly("z", "A", "b", "a");
    }

    @Test
    @DisplayName("O-141: both bounds of the time of creation are inclusive")
    default void bounds_of_creation() {
        String hub = newHub();
        store().index()
                .upsert(
                        hub,
                        List.of(created("a", 0, "Running"), created("b", 1, "Running"), created("c", 2, "Running")));

        assertThat(keys(hub, createdBetween(NOON.plusSeconds(1), null))).containsExactly("b", "c");
        assertThat(keys(hub, createdBetween(null, NOON.plusSeconds(1)))).containsExactly("a", "b");
        assertThat(keys(hub, createdBetween(NOON.plusNanos(1000), NOON.plusSeconds(1))))
                .containsExactly("b");
    }

    @Test
    @DisplayName("O-141: the bounds of creation also hold in the order of addresses")
    default void bounds_in_the_other_order() {
        String hub = newHub();
        store().index().upsert(hub, List.of(created("b", 0, "Running"), created("a", 1, "Running")));
        var query = new InstanceQuery(
                "orchestration",
                null,
                null,
                null,
                Set.of(),
                NOON,
                NOON.plusSeconds(1),
                null,
                null,
                Order.ADDRESS,
                null,
                10);

        assertThat(keys(hub, query)).containsExactly("a", "b");
    }

    @Test
    @DisplayName("O-141: several statuses and a prefix of the id narrow the list")
    default void statuses_and_prefix() {
        String hub = newHub();
        store().index()
                .upsert(
                        hub,
                        List.of(
                                created("o-1", 0, "Completed"),
                                created("o-2", 1, "Running"),
                                created("o-3", 2, "Failed"),
                                created("p-1", 3, "Failed")));

        assertThat(keys(hub, byCreation("o-", Set.of("Completed", "Failed"), null, 10)))
                .containsExactly("o-1", "o-3");
    }

    @Test
    @DisplayName("H-49: other kinds and things with names are not among them")
    default void kinds_without_names() {
        String hub = newHub();
        store().index().upsert(hub, List.of(created("a", 0, "Running"), row("counter", "b"), row("", "c")));

        assertThat(keys(hub, byCreation(null, Set.of(), null, 10))).containsExactly("a");
    }

    @Test
    @DisplayName("H-50: pages of any size list everything once, although many share a time")
    default void pages_by_creation() {
        String hub = newHub();
        store().index()
                .upsert(
                        hub,
                        IntStream.range(0, 100)
                                .mapToObj(i -> created("%02d".formatted(99 - i), i / 10, "Running"))
                                .toList());
        List<String> atOnce = keys(hub, byCreation(null, Set.of(), null, 1000));
        assertThat(atOnce).hasSize(100).doesNotHaveDuplicates();

        for (int size : new int[] {1, 3, 10, 99, 100, 101}) {
            assertThat(page(hub, size)).as("pages of %d", size).isEqualTo(atOnce);
        }
    }

    private List<String> page(String hub, int size) {
        List<String> all = new ArrayList<>();
        Position after = null;
        List<InstanceRow> page;
        do {
            page = store().index().query(hub, byCreation(null, Set.of(), after, size));
            for (InstanceRow row : page) {
                all.add(row.address().key());
                after = new Position("", row.address().key(), row.createdAt());
            }
        } while (page.size() == size);
        return all;
    }

    @Test
    @DisplayName("H-50: what goes on from the position of a deleted row loses nothing")
    default void position_that_is_gone() {
        String hub = newHub();
        store().index().upsert(hub, List.of(created("a", 0, "Running"), created("b", 0, "Running")));
        var after = new Position("", "a", NOON);
        store().journal().erase("none", 0, hub, new Address("orchestration", "", "a"));

        assertThat(keys(hub, byCreation(null, Set.of(), after, 10))).containsExactly("b");
    }

    @Test
    @DisplayName("the order of creation wants the empty name, and positions of its own")
    default void wrong_order() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> byCreation(null, Set.of(), new Position("", "a"), 10))
                .withMessageContaining("order CREATED");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all(new Position("", "a", NOON), 10))
                .withMessageContaining("order ADDRESS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InstanceQuery(
                        "entity", "n", null, null, Set.of(), null, null, null, null, Order.CREATED, null, 10))
                .withMessageContaining("name n");
    }
}
