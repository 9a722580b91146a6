package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.orchestration;
import static io.perdure.entities.internal.LockTransition.Arrival.EARLIER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LockTransitionTest {

    private static final Lock ANN = new Lock(orchestration("ann"), "1");
    private static final Lock BEN = new Lock(orchestration("ben"), "2");

    private static Waiting operation(String name) {
        return Waiting.of(new OperationRequest(name, null, false, null, null, null, null, 0));
    }

    private static LockTransition from(Lock holder, Waiting... queue) {
        return LockTransition.from(new LockState(holder, WorkQueue.of(List.of(queue))));
    }

    /** What comes out of the journal is what the step had in hand at its end. */
    private static LockState after(LockTransition step, Lock holder, Waiting... queue) {
        return new LockState(holder, WorkQueue.of(List.of(queue))).with(EntityFixture.stored(step.delta()));
    }

    @Test
    @DisplayName("A free entity where nothing waits admits everybody")
    void free() {
        assertThat(from(null).admits(null)).isTrue();
        assertThat(from(null).admits(ANN.owner())).isTrue();
    }

    @Test
    @DisplayName("E-77: a held entity admits its holder alone")
    void held() {
        var held = from(ANN);
        assertThat(held.admits(ANN.owner())).isTrue();
        assertThat(held.admits(BEN.owner())).isFalse();
        assertThat(held.admits(null)).isFalse();
    }

    @Test
    @DisplayName("E-75: a free entity where something waits admits nobody")
    void something_waits() {
        assertThat(from(null, operation("a")).admits(ANN.owner())).isFalse();
        assertThat(from(null).queue(operation("a"), 0).admits(ANN.owner())).isFalse();
    }

    @Test
    @DisplayName("E-77: nothing is next while the entity is held")
    void nothing_is_next() {
        assertThat(from(ANN, operation("a")).next()).isNull();
    }

    @Test
    @DisplayName("What waited before is next, then what has come in the step, with its place there")
    void next() {
        var step = from(null, operation("a")).queue(operation("b"), 4);
        assertThat(step.next()).isEqualTo(new LockTransition.Arrival(operation("a"), EARLIER));
        assertThat(step.take().next()).isEqualTo(new LockTransition.Arrival(operation("b"), 4));
        assertThat(step.take().take().next()).isNull();
    }

    @Test
    @DisplayName("A step in which nothing changes journals nothing")
    void nothing() {
        assertThat(from(ANN, operation("a")).delta()).isNull();
    }

    @Test
    @DisplayName("What comes and goes within a step is not journaled")
    void within_a_step() {
        var step = from(null).queue(operation("a"), 0).take().queue(Waiting.of(ANN), 1);
        assertThat(step.take().grant(ANN).release(ANN).delta()).isNull();
    }

    @Test
    @DisplayName("A long queue is not journaled anew: only its growth is")
    void growth() {
        assertThat(from(ANN, operation("a"), operation("b"))
                        .queue(operation("c"), 0)
                        .delta())
                .isEqualTo(new LockDelta(null, false, List.of(), 0, List.of(operation("c"))));
    }

    @Test
    @DisplayName("A release and the next grant in one step make one change of the holder")
    void handed_over() {
        var step = from(ANN, operation("a"), Waiting.of(BEN), operation("b"))
                .release(ANN)
                .take()
                .take()
                .grant(BEN);
        assertThat(after(step, ANN, operation("a"), Waiting.of(BEN), operation("b")))
                .isEqualTo(new LockState(BEN, WorkQueue.of(List.of(operation("b")))));
    }

    @Test
    @DisplayName(
            "E-91: a withdrawal in the middle of the queue leaves the rest in order, also when the head goes with it")
    void withdrawn_and_taken() {
        var step = from(ANN, operation("a"), Waiting.of(BEN), operation("b"))
                .queue(operation("c"), 0)
                .release(BEN)
                .release(ANN)
                .take();
        assertThat(step.delta()).isEqualTo(new LockDelta(null, true, List.of(BEN), 1, List.of(operation("c"))));
        assertThat(after(step, ANN, operation("a"), Waiting.of(BEN), operation("b")))
                .isEqualTo(new LockState(null, WorkQueue.of(List.of(operation("b"), operation("c")))));
    }

    @Test
    @DisplayName("E-89: to release what neither is held nor waits changes nothing")
    void not_there() {
        assertThat(from(ANN, operation("a")).release(BEN)).isEqualTo(from(ANN, operation("a")));
    }
}
