package io.perdure.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.kernel.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Order, prefixes and pages. */
public interface InstancePagingContract extends OpenStore {

    List<String> STRANGE = List.of(
            "",
            " ",
            "%",
            "%a",
            "_",
            "_a",
            "'",
            "\"",
            "\\",
            "\\%",
            "a",
            "a%",
            "a_b",
            "aXb",
            "A",
            "a b",
            "a@b",
            "ä",
            "é",
            "Ω",
            "漢字",
            "\uD7FF",
            "\uFFFD",
            "\uD83D\uDE00",
            "\uD83D\uDE00x");

    @Test
    @DisplayName("prefix: \"count\" finds counter and count, not Count nor coun")
    default void name_prefix() {
        String hub = newHub();
        put(
                hub,
                Stream.of("count", "counter", "countess", "Count", "coun", "cow")
                        .map(name -> row(name, "k")));

        assertThat(texts(byName(hub, "count"))).containsExactly("count@k", "counter@k", "countess@k");
        assertThat(texts(byName(hub, ""))).hasSize(6);
    }

    @Test
    @DisplayName("prefix: no character has a special meaning, in names or keys")
    default void strange_prefixes() {
        String hub = newHub();
        put(hub, STRANGE.stream().map(text -> row("n", text)));
        put(hub, STRANGE.stream().filter(text -> !text.contains("@")).map(text -> row(text, "k")));

        for (String prefix : STRANGE) {
            List<InstanceRow> found = store().index()
                    .query(hub, new InstanceQuery("entity", "n", null, prefix, Set.of(), null, null, null, 100));
            assertThat(found.stream().map(row -> row.address().key()))
                    .as("keys that start with \"%s\"", prefix)
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(STRANGE.stream(), Stream.empty())
                            .filter(text -> text.startsWith(prefix))
                            .toList());
            if (!prefix.contains("@")) {
                assertThat(byName(hub, prefix))
                        .as("names that start with \"%s\"", prefix)
                        .allMatch(row -> row.address().name().startsWith(prefix))
                        .isNotEmpty();
            }
        }
    }

    @Test
    @DisplayName("E-7: lists are ordered by name and key, code unit by code unit")
    default void order() {
        String hub = newHub();
        List<InstanceRow> rows = STRANGE.stream()
                .filter(text -> text.codePoints().allMatch(c -> c < 0x10000))
                .map(text -> row("n", text))
                .toList();
        put(hub, rows.stream());
        put(hub, Stream.of(row("N", "z"), row("n0", "a")));

        List<Address> listed = store().index().query(hub, all(null, 100)).stream()
                .map(InstanceRow::address)
                .toList();

        assertThat(listed).isSorted().hasSize(rows.size() + 2);
    }

    @Test
    @DisplayName("pages of any size list everything once, in one order")
    default void pages() {
        String hub = newHub();
        put(
                hub,
                STRANGE.stream()
                        .flatMap(key -> Stream.of("a", "", "漢", "\uD83D\uDE00").map(name -> row(name, key))));
        List<String> atOnce = texts(store().index().query(hub, all(null, 1000)));

        for (int size : new int[] {1, 2, 7, 24, 25, 26, 99, 100, 101}) {
            assertThat(page(hub, size)).as("pages of %d", size).isEqualTo(atOnce);
        }
        assertThat(atOnce).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("paging loses nothing and doubles nothing while rows are deleted in between")
    default void pages_while_rows_go() {
        String hub = newHub();
        put(hub, IntStream.range(0, 500).mapToObj(i -> row("n", "%03d".formatted(i))));
        List<String> seen = new ArrayList<>();
        InstanceQuery.Position after = null;

        for (List<InstanceRow> page; !(page = store().index().query(hub, all(after, 10))).isEmpty(); ) {
            seen.addAll(texts(page));
            Address first = page.get(0).address();
            Address last = page.get(page.size() - 1).address();
            after = new InstanceQuery.Position(last.name(), last.key());
            // One that was listed, the position itself, and one that is still to come.
            String coming = "%03d".formatted(Integer.parseInt(last.key()) + 3);
            for (String key : List.of(first.key(), last.key(), coming)) {
                store().journal().erase("none", 0, hub, new Address("entity", "n", key));
            }
        }

        assertThat(seen).isSorted().doesNotHaveDuplicates().hasSize(500 - 45);
    }

    private List<String> page(String hub, int size) {
        List<String> all = new ArrayList<>();
        InstanceQuery.Position after = null;
        List<InstanceRow> page;
        do {
            page = store().index().query(hub, all(after, size));
            all.addAll(texts(page));
            if (!page.isEmpty()) {
                Address last = page.get(page.size() - 1).address();
                after = new InstanceQuery.Position(last.name(), last.key());
            }
        } while (page.size() == size);
        return all;
    }

    private List<InstanceRow> byName(String hub, String prefix) {
        return store().index()
                .query(hub, new InstanceQuery("entity", null, prefix, null, Set.of(), null, null, null, 100));
    }

    private void put(String hub, Stream<InstanceRow> rows) {
        store().index().upsert(hub, rows.toList());
    }
}
