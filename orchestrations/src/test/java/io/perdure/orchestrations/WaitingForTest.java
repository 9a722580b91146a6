package io.perdure.orchestrations;

import static io.perdure.orchestrations.OrchestrationFixture.NOON;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.entities.EntityId;
import io.perdure.orchestrations.WaitingFor.ActivityPlace;
import io.perdure.orchestrations.WaitingFor.ActivityResult;
import io.perdure.orchestrations.WaitingFor.Code;
import io.perdure.orchestrations.WaitingFor.EntityCall;
import io.perdure.orchestrations.WaitingFor.EntityLock;
import io.perdure.orchestrations.WaitingFor.ExternalEvent;
import io.perdure.orchestrations.WaitingFor.Resume;
import io.perdure.orchestrations.WaitingFor.Start;
import io.perdure.orchestrations.WaitingFor.SubOrchestration;
import io.perdure.orchestrations.WaitingFor.Timer;
import io.perdure.orchestrations.WaitingFor.Version;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ours: {@link OrchestrationClient#waitingFor}. */
@DisplayName("What an instance waits for")
class WaitingForTest {
    private static final EntityId ACCOUNT = EntityId.of("Account", "a");

    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture();

    private List<WaitingFor> waits(RunUnderTest run) {
        perdure.settle();
        return perdure.get(perdure.client().waitingFor(run.id()));
    }

    private RunUnderTest start(OrchestrationFixture.Code code) {
        return perdure.orchestrator("Test", code).start("Test");
    }

    private void account() {
        perdure.entityRegistry.entity("Account", context -> context.operation());
    }

    @Test
    @DisplayName("an activity, its attempt, since when, and where it is")
    void activity() {
        perdure.heldActivity("Charge").held("Charge");

        var run =
                start(context -> context.callActivity("Charge", 1, String.class).await());

        assertThat(waits(run))
                .containsExactly(new ActivityResult("Charge", 0, 1, NOON, ActivityPlace.RUNNING, null, NOON, null));
    }

    @Test
    @DisplayName("all activities of a fan-out that have not ended, in the order of the calls")
    void fan_out() {
        var held = perdure.heldActivity("Charge").held("Charge");
        var run = start(context -> DurableTask.allOf(List.of(
                        context.callActivity("Charge", 1, String.class),
                        context.callActivity("Charge", 2, String.class),
                        context.callActivity("Charge", 3, String.class)))
                .await());

        held.complete("2", null);

        assertThat(waits(run))
                .extracting(wait -> ((ActivityResult) wait).taskNumber())
                .containsExactly(0, 2);
    }

    @Test
    @DisplayName("the pause before a retry, and of what; then the attempt with its number")
    void retries() {
        var held = perdure.heldActivity("Charge").held("Charge");
        var run = start(context -> context.callActivity(
                        "Charge", 1, String.class, RetryPolicy.attempts(5).firstDelay(ofSeconds(10)))
                .await());
        held.fail("no luck");
        assertThat(waits(run)).containsExactly(new Timer(NOON.plusSeconds(10), 1, NOON, "Charge"));

        perdure.advance(ofSeconds(10));
        held.fail("no luck");
        perdure.advance(ofSeconds(10));

        assertThat(waits(run)).hasSize(1).first().isInstanceOfSatisfying(ActivityResult.class, third -> {
            assertThat(third.attempt()).isEqualTo(3);
            assertThat(third.since()).isEqualTo(NOON.plusSeconds(20));
        });
    }

    @Test
    @DisplayName("timers, the soonest first, but none that was cancelled or has fired")
    void timers() {
        var run = start(context -> {
            context.createTimer(ofMinutes(3)).cancel();
            var late = context.createTimer(ofMinutes(2));
            context.createTimer(ofMinutes(1)).await();
            return late.await();
        });

        assertThat(waits(run))
                .containsExactly(
                        new Timer(NOON.plusSeconds(60), 2, NOON, null),
                        new Timer(NOON.plusSeconds(120), 1, NOON, null));
        perdure.advance(ofMinutes(1));
        assertThat(waits(run)).containsExactly(new Timer(NOON.plusSeconds(120), 1, NOON, null));
    }

    @Test
    @DisplayName("an external event, since when, and until when, without the timer behind that")
    void event() {
        var run = start(context -> DurableTask.anyOf(List.of(
                        context.waitForExternalEvent("Approval", ofMinutes(5), String.class),
                        context.waitForExternalEvent("Refusal", String.class)))
                .await()
                .await());

        assertThat(waits(run))
                .containsExactly(
                        new ExternalEvent("Approval", NOON, NOON.plusSeconds(300)),
                        new ExternalEvent("Refusal", NOON, null));
    }

    @Test
    @DisplayName("no event that has come, was given up, or came in vain")
    void events_that_are_over() {
        var run = start(context -> {
            context.waitForExternalEvent("GivenUp", ofMinutes(5), String.class).cancel();
            var late = context.waitForExternalEvent("Late", ofSeconds(5), String.class);
            context.waitForExternalEvent("Come", String.class).await();
            return context.waitForExternalEvent("Next", String.class).await();
        });

        perdure.advance(ofSeconds(5));
        run.raise("Come", "x").raise("Another", "y");

        assertThat(waits(run)).containsExactly(new ExternalEvent("Next", NOON.plusSeconds(5), null));
    }

    @Test
    @DisplayName("is known after a crash, by a replay that writes nothing")
    void replayed() {
        var runs = new AtomicInteger();
        var run = start(context -> {
            runs.incrementAndGet();
            context.waitForExternalEvent("First").await();
            return context.waitForExternalEvent("Second").await();
        });
        run.raise("First", null);
        var before = run.metadata();
        perdure.crash();
        int ran = runs.get();
        perdure.kernel().beforeCommit((address, version) -> {
            throw new AssertionError("commit of " + address);
        });

        assertThat(waits(run)).containsExactly(new ExternalEvent("Second", NOON, null));
        assertThat(waits(run)).hasSize(1);

        assertThat(runs.get()).isEqualTo(ran + 1);
        assertThat(run.metadata().lastUpdatedAt()).isEqualTo(before.lastUpdatedAt());
        assertThat(perdure.engine().liveOrchestrators()).isZero();
    }

    @Test
    @DisplayName("a child, by its instance id")
    void child() {
        perdure.orchestrator(
                "Child", context -> context.waitForExternalEvent("go").await());

        var run = start(context -> context.callSubOrchestrator(
                        "Child", null, String.class, TaskOptions.DEFAULT.withInstanceId("c-1"))
                .await());

        assertThat(waits(run)).containsExactly(new SubOrchestration("Child", "c-1", 0, 1, NOON));
    }

    @Test
    @DisplayName("the lock of an entity, and who holds it")
    void lock() {
        account();
        perdure.orchestrator("Holder", context -> {
            try (var section = context.lock(ACCOUNT).await()) {
                return context.waitForExternalEvent("go").await();
            }
        });
        perdure.start("Holder");

        var run = start(context -> {
            try (var section = context.lock(ACCOUNT).await()) {
                return null;
            }
        });

        assertThat(waits(run)).containsExactly(new EntityLock(ACCOUNT, 0, NOON, "test-Holder"));
        assertThat(waits(perdure.instance("test-Holder"))).containsExactly(new ExternalEvent("go", NOON, null));
    }

    @Test
    @DisplayName("an operation of an entity that another instance holds")
    void entity_call() {
        account();
        perdure.orchestrator("Holder", context -> {
            try (var section = context.lock(ACCOUNT).await()) {
                return context.waitForExternalEvent("go").await();
            }
        });
        perdure.start("Holder");

        var run = start(context ->
                context.callEntity(ACCOUNT, "get", null, String.class).await());

        assertThat(waits(run)).containsExactly(new EntityCall(ACCOUNT, "get", 0, NOON, "test-Holder"));
    }

    @Test
    @DisplayName("to be resumed, with the reason, besides what it has asked for")
    void suspended() {
        var run = start(context -> context.waitForExternalEvent("go").await());
        perdure.advance(ofSeconds(7));

        run.suspend().raise("go", "kept");

        assertThat(waits(run))
                .containsExactly(
                        new Resume(NOON.plusSeconds(7), "\"for a test\""), new ExternalEvent("go", NOON, null));
    }

    @Test
    @DisplayName("an answer that is kept for a suspended instance is not waited for")
    void kept_answers() {
        var held = perdure.heldActivity("Charge").held("Charge");
        var run =
                start(context -> context.callActivity("Charge", 1, String.class).await());
        run.suspend();

        held.complete("\"paid\"");

        assertThat(waits(run)).hasSize(1).first().isInstanceOf(Resume.class);
    }

    @Test
    @DisplayName("the time of its start")
    void start_time() {
        perdure.orchestrator("Test", context -> null);

        var run = perdure.start("Test", null, InstanceOptions.DEFAULT.startingAt(NOON.plusSeconds(60)));

        assertThat(waits(run)).containsExactly(new Start(NOON.plusSeconds(60)));
    }

    @Test
    @DisplayName("a node that runs its version (O-154)")
    void version() {
        perdure.setting("perdure.orchestrations.version { current = \"1.0\", match = strict }");
        perdure.orchestrator("Test", context -> null);

        var run = perdure.start("Test", null, InstanceOptions.DEFAULT.withVersion("2.0"));

        assertThat(waits(run)).containsExactly(new Start(null), new Version("2.0", "1.0"));
    }

    @Test
    @DisplayName("its own code, as long as that runs")
    void code() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var run = start(context -> {
            context.waitForExternalEvent("go").await();
            begun.countDown();
            go.await();
            return null;
        });
        var raised = perdure.client().raiseEvent(run.id(), "go", null);
        begun.await();

        var waits = perdure.client().waitingFor(run.id());

        assertThat(perdure.get(waits)).first().isEqualTo(new Code(NOON));
        go.countDown();
        perdure.order(raised);
    }

    @Test
    @DisplayName("nothing, when it has ended")
    void ended() {
        var run = start(context -> {
            context.createTimer(ofMinutes(1));
            return null;
        });

        assertThat(waits(run)).isEmpty();
    }

    @Test
    @DisplayName("cannot be asked of an instance that does not exist")
    void unknown() {
        assertThatThrownBy(() -> perdure.get(perdure.client().waitingFor("nobody")))
                .isInstanceOf(InstanceNotFoundException.class);
        assertThatThrownBy(() -> perdure.get(perdure.client().waitingFor("@counter@a")))
                .isInstanceOf(InstanceNotFoundException.class);
    }
}
