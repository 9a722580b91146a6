package io.perdure.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.perdure.kernel.Address;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rows: what is written comes back, and the newest version wins. */
public interface InstanceIndexContract extends OpenStore {

    @Test
    @DisplayName("§3.2: a row comes back as it was written, to the microsecond")
    default void round_trip() {
        String hub = newHub();
        Address address = new Address("orchestration", "Transfer", "t-1");
        InstanceRow row = new InstanceRow(
                address, "Running", NOON, NOON.plusSeconds(1), true, NOON.plusNanos(1000), 7, "{\"a\":\"b\\u0000\"}");

        store().index().upsert(hub, List.of(row));

        assertThat(store().index().find(hub, address)).contains(row);
    }

    @Test
    @DisplayName("an instance that was never written is not found, nor one of another hub")
    default void not_found() {
        String hub = newHub();
        store().index().upsert(hub, List.of(row("counter", "a")));

        assertThat(store().index().find(hub, new Address("entity", "counter", "b")))
                .isEmpty();
        assertThat(store().index().find(newHub(), new Address("entity", "counter", "a")))
                .isEmpty();
    }

    @Test
    @DisplayName("§3.2: an old version never overtakes a newer one")
    default void old_version_is_left_out() {
        String hub = newHub();
        InstanceRow row = row("counter", "a");
        store().index().upsert(hub, List.of(version(row, 5, "Completed")));

        store().index().upsert(hub, List.of(version(row, 4, "Running"), row("counter", "b")));

        assertThat(store().index().find(hub, row.address())).contains(version(row, 5, "Completed"));
        assertThat(store().index().find(hub, new Address("entity", "counter", "b")))
                .isPresent();
    }

    @Test
    @DisplayName("§3.2: the same version may be written again, with a new summary")
    default void same_version_overwrites() {
        String hub = newHub();
        InstanceRow row = row("counter", "a");
        store().index().upsert(hub, List.of(version(row, 5, "Running")));

        store().index().upsert(hub, List.of(version(row, 5, "Completed")));

        assertThat(store().index().find(hub, row.address())).contains(version(row, 5, "Completed"));
    }

    @Test
    @DisplayName("O-124: the times are the newest row's, also that of creation: an id may be used anew")
    default void times_of_the_newest_row() {
        String hub = newHub();
        InstanceRow first = row("counter", "a");
        InstanceRow second = new InstanceRow(
                first.address(), "Running", NOON.plusSeconds(8), NOON.plusSeconds(9), false, null, 2, null);
        store().index().upsert(hub, List.of(first));

        store().index().upsert(hub, List.of(second));

        assertThat(store().index().find(hub, first.address())).contains(second);
    }

    @Test
    @DisplayName("O-124: so are they when both rows are in one flush")
    default void times_of_the_newest_row_in_one_flush() {
        String hub = newHub();
        InstanceRow first = row("counter", "a");
        InstanceRow second = new InstanceRow(
                first.address(), "Running", NOON.plusSeconds(8), NOON.plusSeconds(9), false, null, 2, null);

        store().index().upsert(hub, List.of(second, first));

        assertThat(store().index().find(hub, first.address())).contains(second);
    }

    @Test
    @DisplayName("§3.2: rows of one instance in one flush are folded, whatever their order")
    default void folding() {
        String hub = newHub();
        InstanceRow row = row("counter", "a");

        store().index()
                .upsert(
                        hub,
                        List.of(version(row, 2, "Running"), version(row, 3, "Completed"), version(row, 1, "Pending")));

        assertThat(store().index().find(hub, row.address())).contains(version(row, 3, "Completed"));
    }

    @Test
    @DisplayName("§3.2: a flush of thousands of rows is one transaction, and an empty one is nothing")
    default void big_flush() {
        String hub = newHub();
        store().index().upsert(hub, List.of());

        store().index()
                .upsert(
                        hub,
                        IntStream.range(0, 3000)
                                .mapToObj(i -> row("counter", "k" + i))
                                .toList());

        assertThat(store().index().query(hub, all(null, 5000))).hasSize(3000);
    }

    @Test
    @DisplayName("a query filters by kind, name, status and time of update, both ends included")
    default void filters() {
        String hub = newHub();
        Instant later = NOON.plusSeconds(60);
        InstanceRow done =
                new InstanceRow(new Address("entity", "b", "2"), "Completed", NOON, later, false, null, 1, null);
        InstanceRow other =
                new InstanceRow(new Address("other", "a", "1"), "Running", NOON, NOON, false, null, 1, null);
        store().index().upsert(hub, List.of(row("a", "1"), row("b", "1"), done, other));

        assertThat(texts(store().index().query(hub, all(null, 10)))).containsExactly("a@1", "b@1", "b@2");
        assertThat(texts(query(hub, "b", Set.of(), null, null))).containsExactly("b@1", "b@2");
        assertThat(texts(query(hub, null, Set.of("Completed", "Failed"), null, null)))
                .containsExactly("b@2");
        assertThat(texts(query(hub, null, Set.of(), later, null))).containsExactly("b@2");
        assertThat(texts(query(hub, null, Set.of(), null, NOON))).containsExactly("a@1", "b@1");
        assertThat(texts(query(hub, null, Set.of(), NOON.plusNanos(1000), later.minusNanos(1000))))
                .isEmpty();
    }

    private List<InstanceRow> query(String hub, String name, Set<String> statuses, Instant from, Instant to) {
        return store().index().query(hub, new InstanceQuery("entity", name, null, null, statuses, from, to, null, 10));
    }

    @Test
    @DisplayName("a query that contradicts itself is refused")
    default void contradiction() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InstanceQuery("entity", "a", "a", null, Set.of(), null, null, null, 10))
                .withMessageContaining("namePrefix a");
    }
}
