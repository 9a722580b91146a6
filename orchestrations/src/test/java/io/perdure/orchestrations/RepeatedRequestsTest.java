package io.perdure.orchestrations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.entities.RequestOptions;
import io.perdure.failures.OutcomeUnknownException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Requests that are repeated under a request id")
class RepeatedRequestsTest {
    private static final RequestOptions ONCE = RequestOptions.DEFAULT.withRequestId("r-1");

    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture()
            .echo()
            .orchestrator(
                    "Work",
                    context ->
                            context.callActivity("Echo", "done", String.class).await())
            .orchestrator("Sum", context -> {
                int sum = 0;
                for (int i = 0; i < 2; i++) {
                    sum += context.waitForExternalEvent("N", Integer.class).await();
                }
                return sum;
            });

    /** Asks again when nobody knows what became of it: that is what request ids are for. */
    private <T> T answer(CompletableFuture<T> asked, Supplier<CompletableFuture<T>> again) {
        T answer;
        try {
            answer = perdure.get(asked);
        } catch (OutcomeUnknownException crashed) {
            perdure.settle();
            answer = perdure.get(again.get());
        }
        perdure.settle();
        return answer;
    }

    private <T> T answer(Supplier<CompletableFuture<T>> request) {
        return answer(request.get(), request);
    }

    private String started(String orchestrator, InstanceOptions options) {
        return answer(() -> perdure.client().start(orchestrator, null, options));
    }

    private void raise(String id, int n, RequestOptions options) {
        perdure.order(perdure.client().raiseEvent(id, "N", n, options));
    }

    @Test
    @DisplayName("a start under a given id happens once, also when its instance has ended (H-104)")
    void start() {
        var options = InstanceOptions.id("o-1").withRequestId("r-1");
        started("Work", options);
        assertThat(perdure.instance("o-1").output()).isEqualTo("\"done\"");

        assertThat(started("Work", options)).isEqualTo("o-1");

        assertThat(perdure.calls("Echo")).hasSize(1);
    }

    @Test
    @DisplayName("a start under a given id is remembered over a crash (H-104)")
    void start_and_crash() {
        var options = InstanceOptions.id("o-1").withRequestId("r-1");
        started("Work", options);
        perdure.crash();

        started("Work", options);

        assertThat(perdure.calls("Echo")).hasSize(1);
    }

    @Test
    @DisplayName("a start under the same id and another request id is another start (O-132)")
    void another_start() {
        started("Work", InstanceOptions.id("o-1").withRequestId("r-1"));

        started("Work", InstanceOptions.id("o-1").withRequestId("r-2"));

        assertThat(perdure.calls("Echo")).hasSize(2);
    }

    @Test
    @DisplayName("the same request id for another orchestrator under that id is no repetition (O-132)")
    void another_orchestrator() {
        var options = InstanceOptions.id("o-1").withRequestId("r-1");
        started("Sum", options);

        assertThatThrownBy(() -> started("Work", options)).isInstanceOf(InstanceAlreadyExistsException.class);
    }

    @Test
    @DisplayName("a start without an id finds the instance while it runs, and when it has ended (H-104)")
    void derived() {
        var options = InstanceOptions.DEFAULT.withRequestId("r-1");
        String id = started("Sum", options);
        assertThat(started("Sum", options)).isEqualTo(id);

        raise(id, 1, RequestOptions.DEFAULT);
        raise(id, 2, RequestOptions.DEFAULT);

        assertThat(started("Sum", options)).isEqualTo(id);
        assertThat(perdure.instance(id).output()).isEqualTo("3");
    }

    @Test
    @DisplayName("of two starts without an id at the same time one happens, and both learn its id (O-134)")
    void derived_race() {
        var options = InstanceOptions.DEFAULT.withRequestId("r-1");
        Supplier<CompletableFuture<String>> start = () -> perdure.client().start("Work", null, options);
        var first = start.get();
        var second = start.get();

        assertThat(answer(first, start)).isEqualTo(answer(second, start));
        assertThat(perdure.calls("Echo")).hasSize(1);
    }

    @Test
    @DisplayName("a purge forgets: the start happens again (O-140)")
    void purged() {
        var options = InstanceOptions.DEFAULT.withRequestId("r-1");
        String id = started("Work", options);
        assertThat(perdure.get(perdure.client().purge(id))).isTrue();

        assertThat(started("Work", options)).isEqualTo(id);

        assertThat(perdure.calls("Echo")).hasSize(2);
    }

    @Test
    @DisplayName("an event is delivered once (H-104, O-83)")
    void event() {
        var run = perdure.start("Sum");
        raise(run.id(), 1, ONCE);
        raise(run.id(), 1, ONCE);
        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);

        raise(run.id(), 2, RequestOptions.DEFAULT.withRequestId("r-2"));

        assertThat(run.output()).isEqualTo("3");
    }

    @Test
    @DisplayName("an event is accepted again when the instance has ended meanwhile (H-104)")
    void event_to_ended() {
        var run = perdure.start("Sum");
        raise(run.id(), 1, RequestOptions.DEFAULT);
        raise(run.id(), 2, ONCE);
        assertThat(run.output()).isEqualTo("3");

        assertThat(perdure.client().raiseEvent(run.id(), "N", 2, ONCE)).succeedsWithin(ofSeconds(20));
    }

    @Test
    @DisplayName("an event is remembered over continue-as-new (H-104)")
    void event_and_continue_as_new() {
        perdure.orchestrator("Rounds", context -> {
            int sum = context.input(Integer.class)
                    + context.waitForExternalEvent("N", Integer.class).await();
            context.setCustomStatus(sum);
            return context.continueAsNew(sum);
        });
        var run = perdure.start("Rounds", 0);
        raise(run.id(), 1, ONCE);
        raise(run.id(), 1, ONCE);

        assertThat(run.customStatus()).isEqualTo("1");
    }

    @Test
    @DisplayName("a start and an event may have the same request id: neither is lost")
    void start_and_event() {
        String id = started("Sum", InstanceOptions.DEFAULT.withRequestId("r-1"));
        raise(id, 1, ONCE);
        raise(id, 2, RequestOptions.DEFAULT);

        assertThat(perdure.instance(id).output()).isEqualTo("3");
    }

    @Test
    @DisplayName("a late repetition of a resume does not undo the next suspension (O-126)")
    void resume() {
        var run = perdure.start("Sum").suspend();
        perdure.order(perdure.client().resume(run.id(), null, ONCE));
        run.suspend();

        perdure.order(perdure.client().resume(run.id(), null, ONCE));

        assertThat(run.status()).isEqualTo(RuntimeStatus.Suspended);
    }

    @Test
    @DisplayName("a termination is accepted again (O-128)")
    void terminate() {
        var run = perdure.start("Sum");
        perdure.order(perdure.client().terminate(run.id(), "first", false, ONCE));

        perdure.order(perdure.client().terminate(run.id(), "second", false, ONCE));

        assertThat(run.metadata().outputJson()).isEqualTo("\"first\"");
    }

    @Test
    @DisplayName("a restart starts one instance (O-139)")
    void restart() {
        var run = perdure.start("Work");
        String first = answer(() -> perdure.client().restart(run.id(), true, ONCE));

        assertThat(answer(() -> perdure.client().restart(run.id(), true, ONCE))).isEqualTo(first);

        assertThat(perdure.calls("Echo")).hasSize(2);
    }

    @Test
    @DisplayName("a refusal is an answer as well: it is remembered")
    void refused() {
        perdure.order(perdure.client().raiseEvent("o-1", "N", 1, ONCE).handle((done, refused) -> null));
        perdure.start("Sum", null, InstanceOptions.id("o-1"));

        assertThatThrownBy(() -> raise("o-1", 1, ONCE)).isInstanceOf(InstanceNotFoundException.class);
    }
}
