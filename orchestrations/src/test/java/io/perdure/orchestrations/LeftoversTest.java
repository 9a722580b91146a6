package io.perdure.orchestrations;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Activities that are under way when their execution ends (O-30, O-31)")
class LeftoversTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().heldActivity("Slow");

    private HeldActivities slow;

    @BeforeEach
    void hold() {
        slow = perdure.held("Slow");
    }

    private static DurableTask<String> slow(OrchestrationContext context) {
        return context.callActivity("Slow", "x", String.class);
    }

    /** An execution that has asked for one slow activity, and ends in its way on the event. */
    private RunUnderTest ended(OrchestrationFixture.Code end) {
        return perdure.orchestrator("Test", context -> {
                    if (context.input(Integer.class) != null) {
                        return context.waitForExternalEvent("Never").await();
                    }
                    slow(context);
                    context.waitForExternalEvent("End").await();
                    return end.run(context);
                })
                .start("Test")
                .raise("End", null);
    }

    private static Object fail(OrchestrationContext context) {
        throw new IllegalStateException("failed");
    }

    static Stream<Named<OrchestrationFixture.Code>> ends() {
        return Stream.of(
                Named.of("completed", context -> "done"),
                Named.of("failed", LeftoversTest::fail),
                Named.of("continued as new", context -> context.continueAsNew(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    @DisplayName("run again after a crash, until they have ended")
    void again_after_a_crash(OrchestrationFixture.Code end) {
        ended(end);
        assertThat(slow.count()).isEqualTo(1);

        perdure.crash();
        assertThat(slow.count()).isEqualTo(2); // the one before the crash, too
        slow.complete("1");
        slow.complete("2");
        perdure.crash();

        assertThat(slow.count()).isZero();
    }

    @Test
    @DisplayName("run again after a crash when the execution was terminated: they had been asked for (O-128)")
    void terminated() {
        var run = perdure.orchestrator("Test", context -> slow(context).await())
                .start("Test")
                .terminate("enough");

        perdure.crash();

        assertThat(slow.count()).isEqualTo(2);
        assertThat(run.status()).isEqualTo(RuntimeStatus.Terminated);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    @DisplayName("run again after a crash also if the last step asked for them")
    void of_the_last_step(OrchestrationFixture.Code end) {
        perdure.orchestrator("Test", context -> {
                    if (context.input(Integer.class) != null) {
                        return context.waitForExternalEvent("Never").await();
                    }
                    slow(context);
                    return end.run(context);
                })
                .start("Test");
        assertThat(slow.count()).isEqualTo(1);

        perdure.crash();

        assertThat(slow.count()).isEqualTo(2);
    }

    @Test
    @DisplayName("do not run again when their result had come before the end, and is only kept by a suspension")
    void answered_while_suspended() {
        perdure.orchestrator("Test", context -> slow(context).await())
                .start("Test")
                .suspend();
        slow.complete("1");
        perdure.instance("test-Test").terminate(null);

        perdure.crash();

        assertThat(slow.count()).isZero();
    }

    @Test
    @DisplayName("do not keep anybody waiting for the end, nor change when it was")
    void end_at_once() {
        var run = ended(context -> "done");
        var before = run.metadata();
        perdure.advance(ofDays(1));

        slow.complete("1");

        assertThat(before.outputJson()).isEqualTo("\"done\"");
        assertThat(run.metadata().lastUpdatedAt()).isEqualTo(before.lastUpdatedAt());
    }

    @Test
    @DisplayName("keep the instance in memory until they have ended, and no longer")
    void in_memory() {
        ended(context -> "done");
        perdure.kernel().passivate();
        assertThat(perdure.kernel().loaded()).hasSize(1);

        slow.complete("1");
        perdure.kernel().passivate();

        assertThat(perdure.kernel().loaded()).isEmpty();
    }

    @Test
    @DisplayName("are dropped by a purge")
    void purged() {
        var run = ended(context -> "done");

        assertThat(perdure.get(perdure.client().purge(run.id()))).isTrue();
        perdure.crash();
        slow.complete("1");

        assertThat(run.exists()).isFalse();
        assertThat(slow.count()).isZero();
    }

    @Test
    @DisplayName("stay when the id is used again, and are not taken for those of the next instance (O-124)")
    void replaced() {
        var before = ended(context -> "done");
        var run = perdure.orchestrator("Next", context -> slow(context).await())
                .start("Next", null, InstanceOptions.id(before.id()));
        assertThat(slow.count()).isEqualTo(2);

        slow.complete("\"old\"");
        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);
        slow.complete("\"new\"");

        assertThat(run.output()).isEqualTo("\"new\"");
    }

    @Test
    @DisplayName("of a live instance that is replaced run again after a crash (O-133)")
    void replaced_alive() {
        var run = perdure.orchestrator("Test", context -> slow(context).await()).start("Test");
        perdure.orchestrator("Next", context -> "next")
                .start("Next", null, InstanceOptions.id(run.id()).replacingAny());

        perdure.crash();

        assertThat(slow.count()).isEqualTo(2);
        assertThat(run.output()).isEqualTo("\"next\"");
    }
}
