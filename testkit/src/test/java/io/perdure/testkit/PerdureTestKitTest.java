package io.perdure.testkit;

import static io.perdure.testkit.HistoryAssert.assertHistory;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.perdure.entities.EntityId;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.NonDeterministicOrchestratorException;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The test kit")
class PerdureTestKitTest {
    private final Shop shop = new Shop();
    private final PerdureTestKit kit = kitOf(shop);

    private static PerdureTestKit kitOf(io.perdure.DurableModule module) {
        return PerdureTestKit.with(
                ConfigFactory.parseString("perdure.memory { patience = 20 seconds, max-skips = 200 }"),
                Instant.parse("2026-11-20T12:00:00Z"),
                module);
    }

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    @DisplayName("an orchestration waits until time is moved, and goes on then (O-165)")
    void advances() {
        var run = kit.start(Shop.Approval.class, 100);
        var before = run.status();

        kit.advance(ofHours(73));

        assertThat(before).isEqualTo(RuntimeStatus.Running);
        assertThat(run.status()).isEqualTo(RuntimeStatus.Completed);
        assertThat(run.output(String.class)).isEqualTo("Escalated");
        assertThat(run.history()).extracting(HistoryEvent::type).contains("TimerFired");
    }

    @Test
    @DisplayName("who asks for the output need not move time: it skips to what is due")
    void skips() {
        var run = kit.start(Shop.Approval.class, 100);

        assertThat(run.output(String.class)).isEqualTo("Escalated");
        assertThat(kit.now()).isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
    }

    @Test
    @DisplayName("an event answers before any time has passed (O-165)")
    void event() {
        var run = kit.start(Shop.Approval.class, 100);

        run.raiseEvent("Approval", true);

        assertThat(run.status()).isEqualTo(RuntimeStatus.Completed);
        assertThat(run.output(String.class)).isEqualTo("Approved");
        assertThat(kit.now()).isEqualTo(Instant.parse("2026-11-20T12:00:00Z"));
    }

    @Test
    @DisplayName("retries take their delays, of virtual time (O-41)")
    void retries() {
        shop.declines.set(3);

        var run = kit.start(Shop.Purchase.class, 42);

        assertThat(run.output(Integer.class)).isEqualTo(42);
        assertThat(kit.now()).isEqualTo(Instant.parse("2026-11-20T12:00:00Z").plus(ofSeconds(10 + 20 + 40)));
        assertHistory(run).scheduled("Charge", 4).firedTimers(3).inOrder("TaskFailed", "TimerFired", "TaskCompleted");
    }

    @Test
    @DisplayName("a claim that does not hold shows the history")
    void wrong_claim() {
        var run = kit.start(Shop.Purchase.class, 42);

        assertThatThrownBy(() -> assertHistory(run).scheduled("Charge", 2))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 calls of activity 'Charge' (expected: 2)")
                .hasMessageContaining("TaskScheduled");
    }

    @Test
    @DisplayName("the failure of an instance is plain to see")
    void failure() {
        shop.declines.set(100);

        var run = kit.start(Shop.Purchase.class, 42);

        assertThat(run.failure()).isPresent();
        assertThatThrownBy(() -> run.output(Integer.class))
                .hasMessageContaining("Failed")
                .hasMessageContaining("declined");
    }

    @Test
    @DisplayName("time-outs of a client are of virtual time (O-136)")
    void client_timeout() {
        var run = kit.start(Shop.Approval.class, 100);
        var late = kit.orchestrations().waitForCompletion(run.instanceId(), ofSeconds(30));

        assertThatThrownBy(() -> kit.await(late)).hasRootCauseInstanceOf(TimeoutException.class);
        assertThat(kit.now()).isEqualTo(Instant.parse("2026-11-20T12:00:30Z"));
    }

    @Test
    @DisplayName("the custom status is there while the instance waits")
    void custom_status() {
        var run = kit.start(Shop.Approval.class, 100);

        assertThat(run.customStatus(String.class)).isEqualTo("waits for a person");
    }

    @Test
    @DisplayName("entities and orchestrations run together")
    void entities() {
        var run = kit.start(Shop.Tally.class, null);

        assertThat(run.output(Integer.class)).isEqualTo(5);
        assertThat(kit.await(kit.entities().read(visits(), Integer.class))).contains(5);
    }

    @Test
    @DisplayName("a scheduled signal comes when it is due (E-53)")
    void scheduled_signal() {
        kit.await(kit.entities().signal(visits(), "addLater", ofHours(1)));
        kit.advance(ofHours(1).minusMillis(1));
        var before = kit.await(kit.entities().read(visits(), Integer.class));

        kit.advance(Duration.ofMillis(1));

        assertThat(before).contains(0);
        assertThat(kit.await(kit.entities().read(visits(), Integer.class))).contains(1);
    }

    @Test
    @DisplayName("who waits for an eternal orchestration is told so")
    void eternal() {
        var run = kit.start(Shop.Poll.class, 0);

        assertThatThrownBy(run::awaitCompletion).hasMessageContaining("200 times (perdure.memory.max-skips)");
        assertThat(run.terminate("enough").status()).isEqualTo(RuntimeStatus.Terminated);
    }

    @Test
    @DisplayName("after a restart an orchestrator goes on by replay, and ends the same")
    void restarts() {
        var run = kit.start(Shop.Approval.class, 100);

        kit.restart();
        run.raiseEvent("Approval", false);

        assertThat(run.output(String.class)).isEqualTo("Rejected");
    }

    @Test
    @DisplayName("a replay of what the same code did finds nothing, at rest as at the end")
    void replays() {
        var run = kit.start(Shop.Approval.class, 100);
        kit.replay(run.exportHistory());

        kit.advance(ofHours(73));
        kit.replay(run.exportHistory());

        assertThat(run.status()).isEqualTo(RuntimeStatus.Completed);
    }

    @Test
    @DisplayName("a replay against other code names the first difference (O-21)")
    void replay_differs() {
        String history = exportOfEscalated();

        try (var changed = kitOf(registry -> registry.orchestrator("Approval", Integer.class, (context, amount) -> {
            context.waitForExternalEvent("Approval", Boolean.class);
            context.createTimer(ofHours(72)).await();
            return context.callActivity("Reserve", amount, String.class).await();
        }))) {
            assertThatThrownBy(() -> changed.replay(history))
                    .isInstanceOf(NonDeterministicOrchestratorException.class)
                    .hasMessageContaining("TaskScheduled 'Escalate'")
                    .hasMessageContaining("TaskScheduled 'Reserve'");
        }
    }

    @Test
    @DisplayName("a replay finds code that ends where the history goes on (O-23)")
    void replay_ends_early() {
        String history = exportOfEscalated();

        try (var changed = kitOf(registry -> registry.orchestrator("Approval", Integer.class, (context, amount) -> {
            context.createTimer(ofHours(72)).await();
            return "Escalated";
        }))) {
            assertThatThrownBy(() -> changed.replay(history))
                    .isInstanceOf(NonDeterministicOrchestratorException.class)
                    .hasMessageContaining("TaskScheduled 'Escalate', but the code has ended");
        }
    }

    @Test
    @DisplayName("a replay finds code that asks for more than the history has")
    void replay_asks_for_more() {
        String history = kit.start(Shop.Purchase.class, 42).exportHistory();

        try (var changed = kitOf(registry -> registry.orchestrator("Purchase", Integer.class, (context, amount) -> {
            context.callActivity("Charge", amount, Integer.class).await();
            return context.callActivity("Charge", amount, Integer.class).await();
        }))) {
            assertThatThrownBy(() -> changed.replay(history))
                    .isInstanceOf(NonDeterministicOrchestratorException.class)
                    .hasMessageContaining("'Charge'");
        }
    }

    private String exportOfEscalated() {
        var run = kit.start(Shop.Approval.class, 100);
        kit.advance(ofHours(73));
        return run.exportHistory();
    }

    private static EntityId visits() {
        return EntityId.of(Shop.Counter.class, "visits");
    }
}
