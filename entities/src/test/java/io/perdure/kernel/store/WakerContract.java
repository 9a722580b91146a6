package io.perdure.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.kernel.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the waker asks for: active instances and due ones, by slices. */
public interface WakerContract extends OpenStore {

    @Test
    @DisplayName("§3.2: all active instances of the slices are listed once, page by page, by slice and address")
    default void active_pages() {
        String hub = newHub();
        store().index()
                .upsert(
                        hub,
                        IntStream.range(0, 2000)
                                .mapToObj(i -> asleep("k" + i, i % 4 != 0, null))
                                .toList());

        for (int size : new int[] {1, 7, 100, 10_000}) {
            assertThat(activePages(hub, 0, 1023, size)).as("pages of %d", size).isEqualTo(expected(0, 1023));
        }
        assertThat(activePages(hub, 200, 299, 3)).isNotEmpty().isEqualTo(expected(200, 299));
        assertThat(activePages(newHub(), 0, 1023, 10)).isEmpty();
    }

    private List<Address> expected(int from, int to) {
        return IntStream.range(0, 2000)
                .filter(i -> i % 4 != 0)
                .mapToObj(i -> new Address("entity", "n", "k" + i))
                .filter(address -> address.slice() >= from && address.slice() <= to)
                .sorted(Comparator.comparingInt(Address::slice).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private List<Address> activePages(String hub, int from, int to, int size) {
        List<Address> all = new ArrayList<>();
        List<Address> page;
        do {
            Address after = all.isEmpty() ? null : all.get(all.size() - 1);
            page = store().index().active(hub, from, to, after, size).stream()
                    .map(Sleeper::address)
                    .toList();
            all.addAll(page);
        } while (page.size() == size);
        return all;
    }

    @Test
    @DisplayName("§3.2: due instances come soonest first, those of other slices and later times do not come")
    default void due() {
        String hub = newHub();
        List<InstanceRow> rows = List.of(
                asleep("later", false, NOON.plusSeconds(2)),
                asleep("now", true, NOON),
                asleep("sooner", false, NOON.minusSeconds(2)),
                asleep("never", false, null));
        store().index().upsert(hub, rows);

        assertThat(keys(store().index().due(hub, 0, 1023, NOON, null, 10))).containsExactly("sooner", "now");
        assertThat(keys(store().index().due(hub, 0, 1023, NOON, null, 1))).containsExactly("sooner");
        assertThat(keys(store().index().due(hub, 0, 1023, Instant.MAX, null, 10)))
                .containsExactly("sooner", "now", "later");
        int slice = rows.get(1).address().slice();
        assertThat(keys(store().index().due(hub, slice, slice, NOON, null, 10))).containsExactly("now");
    }

    @Test
    @DisplayName("§3.2: what falls asleep or wakes up leaves the waker's lists")
    default void transitions() {
        String hub = newHub();
        InstanceRow row = asleep("a", true, NOON);
        store().index().upsert(hub, List.of(row));

        store().index()
                .upsert(hub, List.of(new InstanceRow(row.address(), "Completed", NOON, NOON, false, null, 2, null)));

        assertThat(store().index().active(hub, 0, 1023, null, 10)).isEmpty();
        assertThat(store().index().due(hub, 0, 1023, Instant.MAX, null, 10)).isEmpty();
    }

    private InstanceRow asleep(String key, boolean active, @Nullable Instant wakeAt) {
        return new InstanceRow(new Address("entity", "n", key), "Running", NOON, NOON, active, wakeAt, 1, null);
    }

    @Test
    @DisplayName("§3.2: due instances come page by page, none left out, although many share a time")
    default void due_pages() {
        String hub = newHub();
        store().index()
                .upsert(
                        hub,
                        IntStream.range(0, 1500)
                                .mapToObj(i -> asleep("k" + i, false, NOON.plusMillis(i % 3)))
                                .toList());

        for (int size : new int[] {10, 100, 10_000}) {
            var seen = new HashSet<Address>();
            Sleeper last = null;
            List<Sleeper> page;
            do {
                page = store().index().due(hub, 0, 1023, Instant.MAX, last, size);
                assertThat(page).isSortedAccordingTo(Comparator.comparing(Sleeper::wakeAt));
                page.forEach(sleeper -> seen.add(sleeper.address()));
                last = page.isEmpty() ? null : page.get(page.size() - 1);
            } while (page.size() == size);
            assertThat(seen).as("pages of %d", size).hasSize(1500);
        }
    }

    private List<String> keys(List<Sleeper> sleepers) {
        return sleepers.stream().map(sleeper -> sleeper.address().key()).toList();
    }
}
