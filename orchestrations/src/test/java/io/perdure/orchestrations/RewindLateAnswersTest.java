package io.perdure.orchestrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityId;
import io.perdure.orchestrations.HistoryEvent.TaskCompleted;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Rewind, and what came with the failure or after it (O-138)")
class RewindLateAnswersTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo().heldActivity("Held");

    private final AtomicBoolean broken = new AtomicBoolean(true);
    private HeldActivities held;

    @BeforeEach
    void hold() {
        held = perdure.held("Held");
    }

    private static DurableTask<String> held(OrchestrationContext context, String input) {
        return context.callActivity("Held", input, String.class);
    }

    private void complete(String input) {
        held.complete('"' + input + '"', '"' + input + '"');
    }

    private RunUnderTest start(OrchestrationFixture.Code code) {
        return perdure.orchestrator("Test", code).start("Test");
    }

    private void failIfBroken() {
        if (broken.get()) {
            throw new IllegalStateException("broken");
        }
    }

    private RunUnderTest mend(RunUnderTest run) {
        assertThat(run.status()).isEqualTo(RuntimeStatus.Failed);
        broken.set(false);
        return run.rewind();
    }

    @Test
    @DisplayName("answers that the failed run did not reach lead the code on, also to what it had not asked for")
    void not_reached() {
        var run = start(context -> {
                    var first = held(context, "a");
                    var ways = new ArrayList<DurableTask<String>>();
                    for (String name : new String[] {"x", "y"}) {
                        ways.add(held(context, name)
                                .thenCompose(done -> context.callActivity("Echo", done, String.class)));
                    }
                    return first.await() + DurableTask.allOf(ways).await();
                })
                .suspend();
        held.fail("broken");
        complete("x");
        complete("y");
        run.resume();

        mend(run);
        complete("a");

        assertThat(run.output()).isEqualTo("\"a[x, y]\"");
    }

    @Test
    @DisplayName("what the neighbours in a fan-out did after the failure stays")
    void neighbours() {
        var run = start(context -> {
            var pipelines = new ArrayList<DurableTask<String>>();
            for (String name : new String[] {"a", "b"}) {
                pipelines.add(
                        held(context, name).thenCompose(done -> context.callActivity("Echo", done + 2, String.class)));
            }
            return DurableTask.allOf(pipelines).await();
        });
        held.fail("broken");
        complete("b");

        mend(run);
        complete("a");

        assertThat(run.output()).isEqualTo("[\"a2\",\"b2\"]");
        assertThat(perdure.calls("Echo"))
                .extracting(OrchestrationFixture.Call::input)
                .containsOnlyOnce("b2");
    }

    @Test
    @DisplayName("a failure that only a combination knew of, which nobody had looked at, is taken out too")
    void combination() {
        var run = start(context -> {
            var all = DurableTask.allOf(held(context, "a"), held(context, "b"));
            context.waitForExternalEvent("Go").await();
            failIfBroken();
            return all.await();
        });
        held.fail("broken");
        complete("b");
        run.raise("Go", null);

        mend(run);
        complete("a");

        assertThat(run.output()).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    @DisplayName("activities that were under way are waited for, and not run again")
    void under_way() {
        var run = start(context -> {
            var slow = held(context, "slow");
            failIfBroken();
            return slow.await();
        });

        mend(run);
        complete("slow");

        assertThat(run.output()).isEqualTo("\"slow\"");
        assertThat(held.count()).isZero();
    }

    @Test
    @DisplayName("an activity that succeeded after the failure keeps its result")
    void succeeded_since() {
        var run = start(context -> {
            var slow = held(context, "slow");
            failIfBroken();
            return slow.await();
        });
        complete("slow");
        perdure.crash();

        assertThat(mend(run).output()).isEqualTo("\"slow\"");
        assertThat(held.count()).isZero();
    }

    @Test
    @DisplayName("an activity that failed after the failure runs again")
    void failed_since() {
        var run = start(context -> {
            var slow = held(context, "slow");
            failIfBroken();
            return slow.await();
        });
        held.fail("broken");

        mend(run);
        complete("slow");

        assertThat(run.output()).isEqualTo("\"slow\"");
    }

    @Test
    @DisplayName("a call of an entity that was answered after the failure is not made again")
    void entity() {
        var counter = new EntityId("counter", "a");
        perdure.entityRegistry.entity("counter", context -> {
            context.setState(context.state(Integer.class, () -> 0) + 1);
            return context.state(Integer.class);
        });
        var run = start(context -> {
            var call = context.callEntity(counter, "add", Integer.class);
            failIfBroken();
            return call.await();
        });

        assertThat(mend(run).output()).isEqualTo("1");
    }

    @Test
    @DisplayName("a late answer is not taken for that of what the code asks for instead")
    void other_way() {
        var run = start(context -> {
            String first;
            try {
                first = held(context, "good").await();
            } catch (TaskFailedException e) {
                held(context, "compensation");
                throw e;
            }
            return first + held(context, "next").await();
        });
        held.fail("broken");
        complete("compensation");

        mend(run);
        complete("good");
        complete("next");

        assertThat(run.output()).isEqualTo("\"goodnext\"");
        assertThat(run.history(TaskCompleted.class)).hasSize(2);
    }
}
