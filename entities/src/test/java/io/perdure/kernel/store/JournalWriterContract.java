package io.perdure.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The writer of events and of the index rows that go with them, on the real tables. */
interface JournalWriterContract extends OpenStore {

    @Test
    @DisplayName("§3: an event and its index row are there together")
    default void together() {
        String hub = newHub();

        String end = written(List.of(List.of(event(hub, "a", 1, row("t", "a")))));

        assertThat(end).isEqualTo("written");
        assertThat(numbers(hub, "a")).containsExactly(1L);
        assertThat(store().journal()
                        .newestFirst(hub + "/a", Long.MAX_VALUE, 1)
                        .get(0)
                        .payload())
                .isEqualTo("event 1".getBytes(StandardCharsets.UTF_8));
        assertThat(store().index().find(hub, row("t", "a").address())).contains(row("t", "a"));
    }

    @Test
    @DisplayName("§11: an event at a position that is taken is refused, and its index row with it")
    default void fenced() {
        String hub = newHub();
        InstanceRow first = row("t", "a");
        written(List.of(List.of(event(hub, "a", 1, first))));

        String end = written(List.of(List.of(event(hub, "a", 1, version(first, 7, "stale")))));

        assertThat(end).isEqualTo("failed");
        assertThat(numbers(hub, "a")).containsExactly(1L);
        assertThat(store().index().find(hub, first.address())).contains(first);
    }

    @Test
    @DisplayName("what waits at the same time is one transaction; one that is refused does not spoil it for the others")
    default void others_do_not_suffer() {
        String hub = newHub();
        written(List.of(List.of(event(hub, "b", 1, null))));

        String ends = written(List.of(
                List.of(event(hub, "a", 1, row("t", "a"))),
                List.of(event(hub, "b", 1, row("t", "b"))),
                List.of(event(hub, "c", 1, null), event(hub, "c", 2, null))));

        assertThat(ends).isEqualTo("written failed written");
        assertThat(numbers(hub, "a")).containsExactly(1L);
        assertThat(numbers(hub, "c")).containsExactly(2L, 1L);
        assertThat(store().index().find(hub, row("t", "b").address())).isEmpty();
    }

    @Test
    @DisplayName("an older index row does not replace a newer one, and the event is written all the same")
    default void older_row() {
        String hub = newHub();
        InstanceRow newer = version(row("t", "a"), 9, "newer");
        store().index().upsert(hub, List.of(newer));

        assertThat(written(List.of(List.of(event(hub, "a", 1, row("t", "a")))))).isEqualTo("written");

        assertThat(store().index().find(hub, newer.address())).contains(newer);
    }

    @Test
    @DisplayName("an index row that the table cannot hold keeps no event out")
    default void unstorable_row() {
        String hub = newHub();
        InstanceRow tooLong = version(row("t", "a"), 1, "a status of more than twenty characters");

        String ends =
                written(List.of(List.of(event(hub, "a", 1, tooLong)), List.of(event(hub, "b", 1, row("t", "b")))));

        assertThat(ends).isEqualTo("written written");
        assertThat(numbers(hub, "a")).containsExactly(1L);
        assertThat(store().index().find(hub, tooLong.address())).isEmpty();
        assertThat(store().index().find(hub, row("t", "b").address())).isPresent();
    }

    @Test
    @DisplayName("beyond its buffer it refuses at once; what it has taken is written before it closes")
    default void full() throws Exception {
        String hub = newHub();
        var held = new CountDownLatch(1);
        var entered = new CountDownLatch(1);
        var ends = new ArrayList<CompletableFuture<String>>();
        var writer = new JournalWriter(
                new JournalWriter.Table() {
                    @Override
                    public void append(List<JournalEntry> entries) throws SQLException {
                        entered.countDown();
                        await(held);
                        table().append(entries);
                    }

                    @Override
                    public boolean isConflict(SQLException e) {
                        return table().isConflict(e);
                    }

                    @Override
                    public boolean isUndone(SQLException e) {
                        return table().isUndone(e);
                    }

                    @Override
                    public @Nullable NotWrittenException refusal() {
                        return null;
                    }

                    @Override
                    public void onTrouble(Consumer<NotWrittenException> refusal) {}
                },
                10,
                1);

        ends.add(write(writer, List.of(event(hub, "a", 1, null))));
        await(entered);
        ends.add(write(writer, List.of(event(hub, "b", 1, null))));
        ends.add(write(writer, List.of(event(hub, "c", 1, null))));

        assertThat(ends.get(2).get(5, TimeUnit.SECONDS)).isEqualTo("failed");
        held.countDown();
        writer.close();
        assertThat(numbers(hub, "b")).containsExactly(1L);
        assertThat(numbers(hub, "c")).isEmpty();
    }

    @Test
    @DisplayName("when trouble begins, what waits behind a transaction that hangs is refused, and never written")
    default void trouble() throws Exception {
        String hub = newHub();
        var held = new CountDownLatch(1);
        var entered = new CountDownLatch(1);
        var listener = new CompletableFuture<Consumer<NotWrittenException>>();
        var writer = new JournalWriter(
                new JournalWriter.Table() {
                    @Override
                    public void append(List<JournalEntry> entries) throws SQLException {
                        entered.countDown();
                        await(held);
                        table().append(entries);
                    }

                    @Override
                    public boolean isConflict(SQLException e) {
                        return table().isConflict(e);
                    }

                    @Override
                    public boolean isUndone(SQLException e) {
                        return table().isUndone(e);
                    }

                    @Override
                    public @Nullable NotWrittenException refusal() {
                        return null;
                    }

                    @Override
                    public void onTrouble(Consumer<NotWrittenException> refusal) {
                        listener.complete(refusal);
                    }
                },
                10,
                10);
        var hanging = write(writer, List.of(event(hub, "a", 1, null)));
        await(entered);
        var waiting = write(writer, List.of(event(hub, "b", 1, null)));

        listener.join().accept(new NotWrittenException("away"));

        assertThat(waiting.get(5, TimeUnit.SECONDS)).isEqualTo("failed");
        assertThat(hanging).isNotDone();
        held.countDown();
        writer.close();
        assertThat(hanging.join()).isEqualTo("written");
        assertThat(numbers(hub, "b")).isEmpty();
    }

    @Test
    @DisplayName("an error fails what it hit, and the writer goes on")
    default void goes_on_after_an_error() {
        String hub = newHub();
        var broken = new AtomicBoolean(true);
        try (var writer = new JournalWriter(
                new JournalWriter.Table() {
                    @Override
                    public void append(List<JournalEntry> entries) throws SQLException {
                        if (broken.getAndSet(false)) {
                            throw new StackOverflowError();
                        }
                        table().append(entries);
                    }

                    @Override
                    public boolean isConflict(SQLException e) {
                        return table().isConflict(e);
                    }

                    @Override
                    public boolean isUndone(SQLException e) {
                        return table().isUndone(e);
                    }

                    @Override
                    public @Nullable NotWrittenException refusal() {
                        return null;
                    }

                    @Override
                    public void onTrouble(Consumer<NotWrittenException> refusal) {}
                },
                10,
                10)) {
            assertThat(write(writer, List.of(event(hub, "a", 1, null))).join()).isEqualTo("failed");
            assertThat(write(writer, List.of(event(hub, "a", 1, null))).join()).isEqualTo("written");
        }
        assertThat(numbers(hub, "a")).containsExactly(1L);
    }

    private SqlStore table() {
        return (SqlStore) store();
    }

    /** How all calls ended, which wait together. */
    private String written(List<List<JournalEntry>> calls) {
        var together = new CountDownLatch(1);
        var first = new CountDownLatch(1);
        try (var writer = new JournalWriter(
                new JournalWriter.Table() {
                    @Override
                    public void append(List<JournalEntry> entries) throws SQLException {
                        if (entries.get(0).persistenceId().equals("gate")) {
                            first.countDown();
                            await(together);
                        } else {
                            table().append(entries);
                        }
                    }

                    @Override
                    public boolean isConflict(SQLException e) {
                        return table().isConflict(e);
                    }

                    @Override
                    public boolean isUndone(SQLException e) {
                        return table().isUndone(e);
                    }

                    @Override
                    public @Nullable NotWrittenException refusal() {
                        return null;
                    }

                    @Override
                    public void onTrouble(Consumer<NotWrittenException> refusal) {}
                },
                100,
                100)) {
            var gate = write(writer, List.of(new JournalEntry("gate", 1, "", 0, 1, "", new byte[0], "", null)));
            await(first);
            var ends = calls.stream().map(call -> write(writer, call)).toList();
            together.countDown();
            gate.join();
            return String.join(" ", ends.stream().map(CompletableFuture::join).toList());
        }
    }

    private static CompletableFuture<String> write(JournalWriter writer, List<JournalEntry> entries) {
        var end = new CompletableFuture<String>();
        writer.write(new JournalWriter.Call(entries, new JournalWriter.Ending() {
            @Override
            public void written() {
                end.complete("written");
            }

            @Override
            public void failed(Throwable reason) {
                end.complete("failed");
            }
        }));
        return end.orTimeout(20, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<Long> numbers(String hub, String key) {
        return store().journal().newestFirst(hub + '/' + key, Long.MAX_VALUE, 10).stream()
                .map(JournalTables.Row::sequenceNumber)
                .toList();
    }

    private static JournalEntry event(String hub, String key, long number, @Nullable InstanceRow row) {
        byte[] bytes = ("event " + number).getBytes(StandardCharsets.UTF_8);
        return new JournalEntry(hub + '/' + key, number, "writer", 1_000, 1, "manifest", bytes, hub, row);
    }
}
