package io.perdure.orchestrations.internal;

import io.perdure.entities.internal.Json;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Address;
import io.perdure.kernel.DurableLogic;
import io.perdure.kernel.Message;
import io.perdure.kernel.Response;
import io.perdure.kernel.Summary;
import io.perdure.orchestrations.HistoryEvent.ExecutionStarted;
import io.perdure.orchestrations.ParentInstance;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Orchestrations on the kernel (spec: O-n). */
public final class OrchestrationLogic implements DurableLogic<OrchestrationState, OrchestrationDelta> {
    private final Engine engine;
    private final Json json = new Json();

    public OrchestrationLogic(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String kind() {
        return OrchestrationMessages.KIND;
    }

    @Override
    public Class<OrchestrationState> stateType() {
        return OrchestrationState.class;
    }

    @Override
    public Class<OrchestrationDelta> deltaType() {
        return OrchestrationDelta.class;
    }

    @Override
    public OrchestrationState initial(Address self) {
        return OrchestrationState.none(self.key());
    }

    @Override
    public OrchestrationState apply(OrchestrationState state, OrchestrationDelta delta) {
        return state.with(delta);
    }

    @Override
    public Summary summarise(OrchestrationState state) {
        ExecutionStarted started = state.started();
        RuntimeStatus status = state.status();
        if (started == null || status == null) {
            return new Summary("", null, null, false);
        }
        var parent = started.parent();
        String summary = new InstanceSummary(
                        started.name(),
                        state.executionId(),
                        started.version(),
                        started.tags(),
                        parent == null ? null : parent.name(),
                        parent == null ? null : parent.instanceId())
                .json();
        return new Summary(
                status.name(),
                wakeAt(state),
                summary,
                true,
                isBusy(state),
                Instant.ofEpochMilli(state.createdAt()),
                state.isTerminal() && !isBusy(state));
    }

    private static @Nullable Instant wakeAt(OrchestrationState state) {
        ExecutionStarted started = state.started();
        if (state.status() == RuntimeStatus.Pending) {
            Instant at = started == null ? null : started.scheduledStart();
            return at == null ? Instant.EPOCH : at;
        }
        if (state.status() != RuntimeStatus.Running) {
            return null;
        }
        return state.again() ? Instant.EPOCH : state.open().timers().soonest();
    }

    /** Activities run, or are to be run. */
    private static boolean isBusy(OrchestrationState state) {
        return !state.open().activities().isEmpty() || !state.leftovers().isEmpty();
    }

    @Override
    public boolean isAnswerable(OrchestrationState state, Message question) {
        return switch (question.verb()) {
            case OrchestrationMessages.AWAIT_START -> state.exists() && state.status() != RuntimeStatus.Pending;
            case OrchestrationMessages.AWAIT_END -> state.isTerminal();
            case OrchestrationMessages.AWAIT_CHANGE -> state.statusVersion() != since(question);
            default -> true;
        };
    }

    @Override
    public Response read(OrchestrationState state, Message question) {
        ExecutionStarted started = state.started();
        RuntimeStatus status = state.status();
        if (started == null || status == null) {
            return Response.ACCEPTED;
        }
        return switch (question.verb()) {
            case OrchestrationMessages.READ_STATUS,
                    OrchestrationMessages.AWAIT_START,
                    OrchestrationMessages.AWAIT_END,
                    OrchestrationMessages.AWAIT_CHANGE -> Response.of(facts(state, started, status, question));
            case OrchestrationMessages.READ_HISTORY -> Response.of(HistoryJson.write(state.history()));
            default ->
                Response.failed(FailureDetails.of(
                        "UnknownQuestion", "Question to an orchestration: '%s'.".formatted(question.verb()), true));
        };
    }

    private static long since(Message question) {
        return Long.parseLong(question.attributes().getOrDefault(OrchestrationMessages.SINCE, "0"));
    }

    private static String facts(
            OrchestrationState state, ExecutionStarted started, RuntimeStatus status, Message question) {
        boolean fetch = question.attributes().containsKey(OrchestrationMessages.FETCH);
        var parent = started.parent();
        return new InstanceFacts(
                        started.name(),
                        state.id(),
                        status,
                        Instant.ofEpochMilli(state.createdAt()),
                        Instant.ofEpochMilli(state.updatedAt()),
                        state.executionId(),
                        started.version(),
                        started.tags(),
                        parent == null ? null : new ParentInstance(parent.name(), parent.instanceId()),
                        fetch,
                        fetch ? started.input() : null,
                        fetch ? state.output() : null,
                        fetch ? state.customStatus() : null,
                        fetch ? state.failure() : null,
                        state.statusVersion())
                .json();
    }

    @Override
    public boolean isForLiveSide(Message question) {
        return question.verb().equals(OrchestrationMessages.READ_WAITS);
    }

    /** New instances only: what runs must go on, or nothing would ever end. */
    @Override
    public @Nullable String tooMuchFor(Message message) {
        return message.verb().equals(OrchestrationMessages.START) ? engine.tooMuchToStart() : null;
    }

    @Override
    public Stepper<OrchestrationState, OrchestrationDelta> open(Address self, Inlet inlet) {
        return new OrchestrationStepper(self.key(), engine, new Dispatches(engine.activities, inlet, json));
    }
}
