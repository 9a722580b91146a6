package io.perdure.orchestrations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCreated;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Rewind of a parent (O-138)")
class RewindChildrenTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo();

    private final AtomicBoolean broken = new AtomicBoolean(true);

    @BeforeEach
    void children() {
        perdure.orchestrator("Good", context -> {
            context.callActivity("Echo", "good", String.class).await();
            return "good";
        });
        perdure.orchestrator("Bad", context -> {
            context.callActivity("Echo", "bad", String.class).await();
            if (broken.get()) {
                throw new IllegalStateException("broken");
            }
            return "mended";
        });
        perdure.orchestrator(
                "Waiting",
                context -> context.waitForExternalEvent("Go", String.class).await());
    }

    private static DurableTask<String> child(OrchestrationContext context, String name, String id) {
        return context.callSubOrchestrator(name, null, String.class, TaskOptions.DEFAULT.withInstanceId(id));
    }

    private RunUnderTest start(OrchestrationFixture.Code code) {
        return perdure.orchestrator("Parent", code).start("Parent");
    }

    private static void assertFailed(RunUnderTest run) {
        assertThat(run.end().status()).isEqualTo(RuntimeStatus.Failed);
    }

    private RunUnderTest mend(RunUnderTest parent) {
        broken.set(false);
        return parent.rewind().end();
    }

    @Test
    @DisplayName("rewinds the children whose failure ended it, and no others")
    void those_to_blame() {
        var parent = start(context -> {
            try {
                child(context, "Bad", "caught").await();
            } catch (TaskFailedException e) {
                child(context, "Good", "instead").await();
            }
            return child(context, "Bad", "uncaught").await();
        });
        assertFailed(parent);

        assertThat(mend(parent).output()).isEqualTo("\"mended\"");
        assertThat(perdure.instance("caught").status()).isEqualTo(RuntimeStatus.Failed);
        assertThat(perdure.calls("Echo")).hasSize(3);
    }

    @Test
    @DisplayName("rewinds all failed children of a fan-out, and keeps what the others gave")
    void fan_out() {
        var parent = start(context -> DurableTask.allOf(
                        child(context, "Bad", "a"), child(context, "Good", "b"), child(context, "Bad", "c"))
                .await());
        assertFailed(parent);

        assertThat(mend(parent).output()).isEqualTo("[\"mended\",\"good\",\"mended\"]");
        assertThat(perdure.calls("Echo")).hasSize(3);
    }

    @Test
    @DisplayName("of a policy rewinds the last attempt, also when all had the same id")
    void retries() {
        var parent = start(context -> context.callSubOrchestrator(
                        "Bad",
                        null,
                        String.class,
                        TaskOptions.retry(RetryPolicy.attempts(2).firstDelay(ofSeconds(5)))
                                .withInstanceId("child"))
                .await());
        assertFailed(parent);

        assertThat(mend(parent).output()).isEqualTo("\"mended\"");
        assertThat(parent.history(SubOrchestrationInstanceCreated.class)).hasSize(2);
    }

    @Test
    @DisplayName("starts a child again that was terminated")
    void terminated() {
        var parent = start(context -> child(context, "Waiting", "child").await());
        perdure.instance("child").terminate("enough");
        assertFailed(parent);

        parent.rewind();
        perdure.instance("child").raise("Go", "gone");

        assertThat(parent.output()).isEqualTo("\"gone\"");
    }

    @Test
    @DisplayName("starts a child again whose id was another's")
    void id_taken() {
        var other = perdure.start("Waiting", null, InstanceOptions.DEFAULT.withInstanceId("child"));
        var parent = start(context -> child(context, "Good", "child").await());
        assertFailed(parent);
        other.terminate(null);

        assertThat(parent.rewind().output()).isEqualTo("\"good\"");
    }

    @Test
    @DisplayName("gets the result of a child that was rewound by itself before")
    void child_rewound_first() {
        var parent = start(context -> child(context, "Bad", "child").await());
        assertFailed(parent);
        broken.set(false);
        perdure.instance("child").rewind();

        assertThat(parent.rewind().output()).isEqualTo("\"mended\"");
    }

    @Test
    @DisplayName("gets the result of a child that ended after the failure")
    void child_ended_meanwhile() {
        var parent = start(context -> {
            var waiting = child(context, "Waiting", "waiting");
            return child(context, "Bad", "bad").await() + waiting.await();
        });
        assertFailed(parent);
        perdure.instance("waiting").raise("Go", " at last");

        assertThat(mend(parent).output()).isEqualTo("\"mended at last\"");
    }

    @Test
    @DisplayName("does not take the result of a child that it has given up for that of another with the same number")
    void other_child() {
        var parent = start(context -> {
            try {
                child(context, "Bad", "bad").await();
            } catch (TaskFailedException e) {
                child(context, "Waiting", "old");
                throw e;
            }
            return child(context, "Waiting", "new").await();
        });
        broken.set(false);
        parent.rewind();

        perdure.instance("old").raise("Go", "old");
        perdure.instance("new").raise("Go", "new");

        assertThat(parent.output()).isEqualTo("\"new\"");
    }

    @Test
    @DisplayName("fails again, rather than wait for ever, when the child has been purged; the next starts it anew")
    void purged() {
        var parent = start(context -> child(context, "Bad", "child").await());
        assertFailed(parent);
        perdure.get(perdure.client().purge("child"));

        assertThat(mend(parent).failure().errorMessage()).contains("'child' cannot be rewound", "purged or replaced");
        assertThat(parent.rewind().output()).isEqualTo("\"mended\"");
    }
}
