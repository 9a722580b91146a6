package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.internal.Json;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Message;
import io.perdure.orchestrations.internal.Activities.Call;
import io.perdure.orchestrations.internal.Activities.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The activities of a loaded instance")
class DispatchesTest {
    private record Started(Call call, Consumer<Result> done) {
        void ends(String result) {
            done.accept(new Result(result, null));
        }
    }

    private static final Call A = call("run:0");
    private static final Call B = call("run:1");
    private static final Message A_IS_DONE = Message.of(OrchestrationMessages.ACTIVITY_DONE, "run:0", "1");

    private final List<Started> started = new ArrayList<>();
    private final List<Message> inbox = new ArrayList<>();
    private final Dispatches dispatches = new Dispatches(
            (call, done) -> {
                started.add(new Started(call, done));
                return () -> {
                    throw new AssertionError("abandoned");
                };
            },
            inbox::add,
            new Json());

    private static Call call(String taskId) {
        return new Call("order-7", "Charge", taskId, "", null, Map.of(), 0, 0);
    }

    private List<Call> calls() {
        return started.stream().map(Started::call).toList();
    }

    @Test
    @DisplayName("starts what a committed step has scheduled, and offers its result to the inbox")
    void result() {
        dispatches.scheduled(A);

        started.get(0).ends("1");

        assertThat(inbox).containsExactly(A_IS_DONE);
    }

    @Test
    @DisplayName("offers a failure as an attribute")
    void failure() {
        dispatches.scheduled(A);

        started.get(0).done().accept(new Result(null, FailureDetails.of("a.B", "broken", true)));

        assertThat(inbox.get(0).body()).isNull();
        assertThat(inbox.get(0).attributes().get(OrchestrationMessages.FAILURE))
                .contains("\"a.B\"", "\"broken\"", "\"nonRetriable\":true");
    }

    @Test
    @DisplayName("O-30 at its first load starts everything that the state waits for")
    void first_load() {
        dispatches.loaded(List.of(A, B));

        assertThat(calls()).containsExactly(A, B);
    }

    @Test
    @DisplayName("loaded again, leaves alone what runs, and starts what does not")
    void runs_on() {
        dispatches.scheduled(A);

        dispatches.loaded(List.of(A, B));

        assertThat(calls()).containsExactly(A, B);
    }

    @Test
    @DisplayName(
            "loaded again, offers a result again that no committed step has taken, and does not run the activity again")
    void offers_again() {
        dispatches.scheduled(A);
        started.get(0).ends("1");

        dispatches.loaded(List.of(A));

        assertThat(inbox).containsExactly(A_IS_DONE, A_IS_DONE);
        assertThat(calls()).containsExactly(A);
    }

    @Test
    @DisplayName("a result that a step has taken is not offered again")
    void taken() {
        dispatches.scheduled(A);
        started.get(0).ends("1");
        dispatches.done("run:0");

        dispatches.loaded(List.of());

        assertThat(inbox).containsExactly(A_IS_DONE);
    }

    @Test
    @DisplayName("a result of what the state does not wait for any more is dropped")
    void not_pending() {
        dispatches.scheduled(A);
        dispatches.loaded(List.of());

        started.get(0).ends("1");

        assertThat(inbox).isEmpty();
    }

    @Test
    @DisplayName("when the instance leaves memory, nothing is abandoned, and late results are dropped")
    void closed() {
        dispatches.scheduled(A);
        dispatches.close();

        started.get(0).ends("1");

        assertThat(inbox).isEmpty();
    }
}
