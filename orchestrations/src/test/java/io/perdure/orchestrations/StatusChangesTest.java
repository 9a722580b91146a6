package io.perdure.orchestrations;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ours: {@link OrchestrationClient#waitForChange}. */
@DisplayName("A wait for a change of the status")
class StatusChangesTest {
    private static final Duration LONG = ofMinutes(5);

    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture();

    /** Sets its custom status to the data of each event, until an event without any. */
    @BeforeEach
    void orchestrator() {
        perdure.orchestrator("Steps", context -> {
            while (true) {
                String step = context.waitForExternalEvent("step", String.class).await();
                if (step == null) {
                    return "done";
                }
                context.setCustomStatus(step);
            }
        });
    }

    private CompletableFuture<OrchestrationMetadata> changeSince(OrchestrationMetadata known) {
        return perdure.client().waitForChange(known.instanceId(), known.statusVersion(), LONG);
    }

    @Test
    @DisplayName("from nothing completes at once with what there is")
    void from_nothing() {
        var run = perdure.start("Steps").raise("step", "one");

        var there = perdure.get(perdure.client().waitForChange(run.id(), 0, LONG));

        assertThat(there.status()).isEqualTo(RuntimeStatus.Running);
        assertThat(there.customStatusJson()).isEqualTo("\"one\"");
        assertThat(there.statusVersion())
                .isEqualTo(run.metadata().statusVersion())
                .isPositive();
    }

    @Test
    @DisplayName("from nothing waits for an instance that there is not yet")
    void not_yet_there() {
        var change = perdure.client().waitForChange("test-Steps", 0, LONG);
        perdure.settle();
        assertThat(change).isNotDone();

        perdure.start("Steps");

        assertThat(perdure.get(change).instanceId()).isEqualTo("test-Steps");
    }

    @Test
    @DisplayName("completes with the next custom status, and not before")
    void custom_status() {
        var run = perdure.start("Steps").raise("step", "one");
        var change = changeSince(run.metadata());
        perdure.settle();
        assertThat(change).isNotDone();

        run.raise("step", "two");

        assertThat(change).isDone();
        assertThat(perdure.get(change).customStatusJson()).isEqualTo("\"two\"");
    }

    @Test
    @DisplayName("is not disturbed by steps that change neither, such as the same custom status again")
    void no_change() {
        var run = perdure.start("Steps").raise("step", "one");
        var change = changeSince(run.metadata());

        run.raise("step", "one").raise("another", "event");

        assertThat(change).isNotDone();
    }

    @Test
    @DisplayName("completes at each change of the status, up to the end")
    void statuses() {
        var run = perdure.start("Steps");
        var known = run.metadata();
        for (Runnable next : new Runnable[] {run::suspend, run::resume, () -> run.raise("step", null)}) {
            var change = changeSince(known);
            next.run();
            assertThat(change).isDone();
            var now = perdure.get(change);
            assertThat(now.statusVersion()).isGreaterThan(known.statusVersion());
            known = now;
        }
        assertThat(known.status()).isEqualTo(RuntimeStatus.Completed);
        assertThat(known.outputJson()).isEqualTo("\"done\"");
    }

    @Test
    @DisplayName("folds what it has missed: the newest wins")
    void folded() {
        var run = perdure.start("Steps");
        var known = run.metadata();
        run.raise("step", "one").raise("step", "two").raise("step", "three");

        var change = changeSince(known);

        assertThat(perdure.get(change).customStatusJson()).isEqualTo("\"three\"");
    }

    @Test
    @DisplayName("outlives a crash and the passivation of the instance, and knows the same versions afterwards")
    void crash() {
        var run = perdure.start("Steps").raise("step", "one");
        var known = run.metadata();
        var change = changeSince(known);
        perdure.settle();

        perdure.crash();
        perdure.kernel().passivate();
        assertThat(run.metadata().statusVersion()).isEqualTo(known.statusVersion());
        assertThat(change).isNotDone();
        run.raise("step", "two");

        assertThat(perdure.get(change).customStatusJson()).isEqualTo("\"two\"");
    }

    @Test
    @DisplayName("sees that an id is used anew, and that versions go on rising")
    void used_anew() {
        var run = perdure.start("Steps").raise("step", null);
        var ended = run.metadata();
        var change = changeSince(ended);

        perdure.start("Steps");

        assertThat(perdure.get(change).status()).isNotEqualTo(RuntimeStatus.Completed);
        assertThat(perdure.get(change).statusVersion()).isGreaterThan(ended.statusVersion());
    }

    @Test
    @DisplayName("fails when the instance is purged")
    void purged() {
        var run = perdure.start("Steps").raise("step", null);
        var change = changeSince(run.metadata());
        perdure.settle();

        assertThat(perdure.get(perdure.client().purge(run.id()))).isTrue();

        assertThatThrownBy(() -> perdure.get(change)).isInstanceOf(InstanceNotFoundException.class);
    }
}
