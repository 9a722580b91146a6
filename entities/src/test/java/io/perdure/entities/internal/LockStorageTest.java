package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.ORCHESTRATION;
import static io.perdure.entities.internal.EntityFixture.decoded;
import static io.perdure.entities.internal.EntityFixture.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.kernel.Incoming;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What of a lock is in the journal. */
class LockStorageTest {

    @Test
    @DisplayName("States from before there were locks are of entities that nobody holds")
    void older_state() {
        assertThat(decoded(encoded(Map.of("s", "5", "v", 1, "t", 9)), EntityState.class)
                        .lockState())
                .isEqualTo(LockState.FREE);
    }

    @Test
    @DisplayName("Deltas from before there were locks change none")
    void older_delta() {
        var state =
                new EntityState("5", 1, Schedule.NONE, 9, new LockState(new Lock(ORCHESTRATION, "1"), WorkQueue.EMPTY));
        var delta = decoded(encoded(Map.of("s", "6", "v", 1, "t", 10)), EntityDelta.class);
        assertThat(state.with(delta).locks()).isEqualTo(state.locks());
    }

    @Test
    @DisplayName("A free entity where nothing waits stores nothing about locks")
    void free() {
        var state = new EntityState("5", 1, Schedule.NONE, 9, LockState.FREE);
        assertThat(decoded(encoded(state), Map.class)).containsOnlyKeys("s", "v", "t");
    }

    @Test
    @DisplayName("Fields of a later version are skipped, in locks and in what waits")
    void later_fields() {
        var later = Map.of(
                "k",
                Map.of(
                        "h",
                        Map.of("o", ORCHESTRATION, "c", "1", "since", 5),
                        "w",
                        List.of(Map.of("o", Map.of("o", "add", "i", "1", "priority", 2), "x", 1)),
                        "fair",
                        true));
        var add = new OperationRequest("add", "1", false, null, null, null, null, 0);
        assertThat(decoded(encoded(later), EntityState.class).locks())
                .isEqualTo(new LockState(new Lock(ORCHESTRATION, "1"), WorkQueue.of(List.of(Waiting.of(add)))));
    }

    @Test
    @DisplayName("A step at a long queue journals what it adds, not the queue")
    void small_delta() {
        var entity = EntityFixture.notes();
        entity.done(EntityFixture.lock(ORCHESTRATION, "1"));
        entity.done(IntStream.range(0, 1_000)
                .mapToObj(i -> EntityFixture.signal("add", "\"a\""))
                .toArray(Incoming[]::new));
        entity.done(EntityFixture.signal("add", "\"b\""));
        assertThat(encoded(entity.lastDelta)).hasSizeLessThan(32);
    }
}
