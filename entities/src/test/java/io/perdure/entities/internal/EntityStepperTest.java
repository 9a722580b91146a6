package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.NOON;
import static io.perdure.entities.internal.EntityFixture.call;
import static io.perdure.entities.internal.EntityFixture.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.kernel.Batch;
import io.perdure.kernel.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EntityStepperTest {

    private final List<Outcome<EntityDelta>> outcomes = new ArrayList<>();

    @Test
    @DisplayName("E-113: operations run on the executor, not on the caller's thread")
    void on_the_executor() {
        var tasks = new ArrayList<Runnable>();
        var entity = EntityFixture.of(context -> 1);
        entity.executor = tasks::add;
        try (var stepper = entity.logic().open(EntityMessages.addressOf(entity.id), message -> {})) {
            stepper.step(new Batch<>(entity.state, NOON, List.of(call("x"))), outcomes::add);
            assertThat(outcomes).isEmpty();
            tasks.get(0).run();
            assertThat(outcomes).hasSize(1);
        }
    }

    @Test
    @DisplayName("An executor that takes no more refuses the batch")
    void rejected() {
        var entity = EntityFixture.of(context -> 1);
        entity.executor = task -> {
            throw new RejectedExecutionException("closed");
        };
        assertThat(entity.refused(call("x")).why().errorMessage()).contains("the node takes no more work");
    }

    @Test
    @DisplayName("E-67: when memory runs out, nothing of the batch is committed")
    void out_of_memory() {
        var entity = EntityFixture.of(context -> {
            if (context.operation().equals("fill")) {
                throw new OutOfMemoryError("Java heap space");
            }
            context.setState(1);
            return null;
        });
        var why = entity.refused(signal("set"), signal("fill")).why();
        assertThat(why.errorType()).isEqualTo("java.lang.OutOfMemoryError");
        assertThat(why.errorMessage()).contains("Java heap space");
        assertThat(entity.json()).isNull();
    }

    @Test
    @DisplayName("E-67: an operation that the node interrupts is abandoned, not failed")
    void interrupted() {
        var entity = EntityFixture.of(context -> {
            throw new InterruptedException();
        });
        var refused = entity.refused(signal("x"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(refused.why().errorMessage()).contains("will run again");
        assertThat(refused.retryAt()).isAfter(NOON);
    }
}
