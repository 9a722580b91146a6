package io.perdure.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The Akka plugin on our store, in real actor systems. */
interface JournalPluginContract extends OpenStore {

    @Test
    @DisplayName("§3: an instance recovers in another actor system what was acknowledged in the first")
    default void write_restart_recover() throws Exception {
        String id = UUID.randomUUID().toString();
        ActorSystem<Notebook.Note> first = Notebook.start(store(), id);
        Notebook.write(first, "a");
        assertThat(Notebook.write(first, "b")).isEqualTo("ab");
        Notebook.stop(first);

        store().ping(); // the plugin left our pool alone
        ActorSystem<Notebook.Note> second = Notebook.start(store(), id);
        assertThat(Notebook.write(second, "")).isEqualTo("ab");
        assertThat(Notebook.write(second, "c")).isEqualTo("abc");
        Notebook.stop(second);
    }

    @Test
    @DisplayName("§3: an instance recovers from its snapshot and the events after it, when the older ones are gone")
    default void snapshot() throws Exception {
        String id = UUID.randomUUID().toString();
        ActorSystem<Notebook.Note> first = Notebook.start(store(), id);
        Notebook.write(first, "a");
        Notebook.write(first, "b!");
        Notebook.write(first, "c");
        await().atMost(Duration.ofSeconds(10)).until(() -> snapshots(id) == 1);
        Notebook.stop(first);

        store().journal().trim(List.of(new JournalTables.Trim(id, 2, 2)));

        ActorSystem<Notebook.Note> second = Notebook.start(store(), id);
        assertThat(Notebook.write(second, "d")).isEqualTo("ab!cd");
        Notebook.stop(second);
        assertThat(store().journal().newestFirst(id, Long.MAX_VALUE, 10))
                .extracting(JournalTables.Row::sequenceNumber)
                .containsExactly(4L, 3L);
    }

    @Test
    @DisplayName("§11: of two owners of one instance only one can write a position; the other's write fails")
    default void fence() throws Exception {
        String id = UUID.randomUUID().toString();
        ActorSystem<Notebook.Note> stale = Notebook.start(store(), id);
        Notebook.write(stale, "");
        ActorSystem<Notebook.Note> owner = Notebook.start(store(), id);
        Notebook.write(owner, "right");

        // Its actor stops at the failed write, and the system with it, since it has no other.
        stale.tell(new Notebook.Note("wrong", stale.ignoreRef()));
        stale.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(Notebook.write(owner, " again")).isEqualTo("right again");
        assertThat(store().journal().newestFirst(id, Long.MAX_VALUE, 10)).hasSize(2);
        Notebook.stop(owner);
    }

    @Test
    @DisplayName("§10: what is taken for new is not read; should it be there all the same, its first write fails")
    default void fresh() throws Exception {
        String id = UUID.randomUUID().toString();
        ActorSystem<Notebook.Note> owner = Notebook.start(store(), id);
        Notebook.write(owner, "right");
        Notebook.stop(owner);

        ActorSystem<Notebook.Note> mistaken = Notebook.startFresh(store(), id);
        assertThat(Notebook.write(mistaken, "")).isEmpty();
        mistaken.tell(new Notebook.Note("wrong", mistaken.ignoreRef()));
        mistaken.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(store().journal().newestFirst(id, Long.MAX_VALUE, 10)).hasSize(1);
    }

    private int snapshots(String id) throws Exception {
        try (var connection = store().dataSource().getConnection();
                var count =
                        connection.prepareStatement("SELECT COUNT(*) FROM \"snapshot\" WHERE \"persistence_id\" = ?")) {
            count.setString(1, id);
            try (var found = count.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        }
    }
}
