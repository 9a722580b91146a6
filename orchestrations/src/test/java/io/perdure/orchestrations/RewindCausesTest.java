package io.perdure.orchestrations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityId;
import io.perdure.orchestrations.HistoryEvent.TaskFailed;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("What a rewind takes out (O-138)")
class RewindCausesTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture();

    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void work() {
        perdure.activity("Work", String.class, input -> {
            if (broken.contains(input)) {
                throw new IllegalStateException(input + " is broken");
            }
            return input;
        });
    }

    private static DurableTask<String> work(OrchestrationContext context, String input) {
        return context.callActivity("Work", input, String.class);
    }

    private static String tried(DurableTask<String> task) {
        try {
            return task.await();
        } catch (TaskFailedException e) {
            return "caught";
        }
    }

    private RunUnderTest failed(OrchestrationFixture.Code code, String... breaking) {
        broken.addAll(Set.of(breaking));
        var run = perdure.orchestrator("Test", code).start("Test").end();
        assertThat(run.status()).isEqualTo(RuntimeStatus.Failed);
        return run;
    }

    private RunUnderTest mendAndRewind(RunUnderTest run) {
        return mend(run).end();
    }

    private RunUnderTest mend(RunUnderTest run) {
        broken.clear();
        return run.rewind();
    }

    private long calls(String input) {
        return perdure.calls("Work").stream()
                .filter(call -> input.equals(call.input()))
                .count();
    }

    @Test
    @DisplayName("leaves a failure that was caught, and all that was done after it")
    void caught() {
        var run = failed(
                context -> {
                    String first = tried(work(context, "a"));
                    for (int i = 0; i < 10; i++) {
                        work(context, "done").await();
                    }
                    return first + work(context, "z").await();
                },
                "a",
                "z");

        assertThat(mendAndRewind(run).output()).isEqualTo("\"caughtz\"");
        assertThat(calls("done")).isEqualTo(10);
        assertThat(calls("z")).isEqualTo(2);
    }

    @Test
    @DisplayName("is the failed one of a fan-out, wherever it is among them; what its neighbours did stays")
    void pipelines() {
        var run = failed(
                context -> {
                    var pipelines = new ArrayList<DurableTask<String>>();
                    for (String name : new String[] {"a", "b", "c"}) {
                        pipelines.add(work(context, name).thenCompose(done -> work(context, done + "2")));
                    }
                    return DurableTask.allOf(pipelines).await();
                },
                "a");

        assertThat(mendAndRewind(run).output()).isEqualTo("[\"a2\",\"b2\",\"c2\"]");
        assertThat(calls("c2")).isEqualTo(1);
    }

    @Test
    @DisplayName("is the cause within the exception that the code threw")
    void wrapped() {
        var run = failed(
                context -> {
                    tried(work(context, "a"));
                    try {
                        return DurableTask.allOf(work(context, "b"), work(context, "c"))
                                .await();
                    } catch (CompositeTaskFailedException e) {
                        throw new IllegalStateException("order failed", new RuntimeException(e));
                    }
                },
                "a",
                "b",
                "c");

        assertThat(mendAndRewind(run).output()).isEqualTo("[\"b\",\"c\"]");
        assertThat(calls("a")).isEqualTo(1);
    }

    @Test
    @DisplayName("is the failure, and what the code asked for once it knew: that is asked for again")
    void compensation() {
        var run = failed(
                context -> {
                    work(context, "before").await();
                    try {
                        work(context, "a").await();
                    } catch (TaskFailedException e) {
                        work(context, "compensation").await();
                        throw e;
                    }
                    return work(context, "after").await();
                },
                "a");

        assertThat(mendAndRewind(run).output()).isEqualTo("\"after\"");
        assertThat(calls("before")).isEqualTo(1);
    }

    @Test
    @DisplayName("is not what succeeded between the failure and the moment when the code came to know of it")
    void seen_late() {
        var run = failed(
                context -> {
                    var late = work(context, "a");
                    for (int i = 0; i < 10; i++) {
                        work(context, "done").await();
                    }
                    return late.await();
                },
                "a");

        assertThat(mendAndRewind(run).output()).isEqualTo("\"a\"");
        assertThat(calls("done")).isEqualTo(10);
    }

    @Test
    @DisplayName("includes failures that the code had not come to know of yet")
    void unseen() {
        var run = failed(
                context -> {
                    var first = work(context, "a");
                    var second = work(context, "b");
                    return first.await() + second.await();
                },
                "a",
                "b");

        assertThat(mendAndRewind(run).output()).isEqualTo("\"ab\"");
    }

    @Test
    @DisplayName(
            "is nothing after an exception of the code's own: it is replayed, with the failures that it had caught")
    void own_exception() {
        var run = failed(
                context -> {
                    String first = tried(work(context, "a"));
                    if (!broken.isEmpty()) {
                        throw new IllegalStateException("own");
                    }
                    return first;
                },
                "a");

        assertThat(mendAndRewind(run).output()).isEqualTo("\"caught\"");
        assertThat(calls("a")).isEqualTo(1);
    }

    @Test
    @DisplayName("is not the success of an activity whose result does not fit: mended code reads it")
    void result_that_does_not_fit() {
        var run = failed(
                context -> {
                    Class<?> type = broken.isEmpty() ? String.class : Integer.class;
                    return context.callActivity("Work", "a", type).await();
                },
                "something else");

        assertThat(mendAndRewind(run).output()).isEqualTo("\"a\"");
        assertThat(calls("a")).isEqualTo(1);
    }

    @Test
    @DisplayName("is each time what caused the failure of that time")
    void twice() {
        var run = failed(
                context -> tried(work(context, "a"))
                        + work(context, "b").await()
                        + tried(work(context, "c"))
                        + work(context, "d").await(),
                "a",
                "b",
                "c",
                "d");
        broken.remove("b");
        assertThat(run.rewind().end().failure().errorMessage()).contains("d is broken");
        perdure.crash();

        assertThat(mendAndRewind(run).output()).isEqualTo("\"caughtbcaughtd\"");
        assertThat(perdure.calls("Work")).hasSize(6);
        assertThat(run.history(TaskFailed.class)).hasSize(2);
    }

    @Test
    @DisplayName("leaves the attempts of a policy that came to success, and takes out all of one that did not")
    void retries() {
        RetryPolicy policy = RetryPolicy.attempts(3).firstDelay(ofSeconds(10));
        var run = failed(
                context -> {
                    var flaky = context.callActivity("Flaky", null, String.class, policy);
                    var hopeless = context.callActivity("Work", "a", String.class, policy);
                    work(context, "between").await();
                    return DurableTask.allOf(flaky, hopeless).await();
                },
                flakyAt("Flaky", 2));

        assertThat(mendAndRewind(run).output()).isEqualTo("[\"fine\",\"a\"]");
        assertThat(calls("a")).isEqualTo(4);
        assertThat(calls("between")).isEqualTo(1);
    }

    /** Registers an activity that succeeds from that attempt on; breaks "a". */
    private String flakyAt(String name, int attempt) {
        perdure.activity(name, Object.class, input -> {
            if (perdure.calls(name).size() < attempt) {
                throw new IllegalStateException("not yet");
            }
            return "fine";
        });
        return "a";
    }

    @Test
    @DisplayName("is the entity call that failed, which is made again")
    void entity_call() {
        var counter = new EntityId("counter", "a");
        perdure.entityRegistry.entity("counter", context -> {
            context.setState(context.state(Integer.class, () -> 0) + 1);
            if (!broken.isEmpty()) {
                throw new IllegalStateException("broken");
            }
            return context.state(Integer.class);
        });
        var run = failed(
                context -> context.callEntity(counter, "add", Integer.class).await(), "entity");

        assertThat(mendAndRewind(run).output()).isEqualTo("1");
    }
}
