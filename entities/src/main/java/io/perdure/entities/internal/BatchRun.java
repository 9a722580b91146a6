package io.perdure.entities.internal;

import io.perdure.entities.EntityId;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Batch;
import io.perdure.kernel.Incoming;
import io.perdure.kernel.Message;
import io.perdure.kernel.Outcome;
import io.perdure.kernel.Outgoing;
import io.perdure.kernel.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One step of an entity: scheduled signals that are due, then what waits, up to the batch limit (E-61, E-62). */
final class BatchRun {

    private static final Logger LOG = LoggerFactory.getLogger("io.perdure.entities.Operations");

    /** What became of one taken message or signal: a result, or only an answer. */
    private record Taken(Response response, @Nullable OperationResult result) {}

    private final EntityId id;
    private final Batch<EntityState> batch;
    private final EntityRegistryImpl registry;
    private final EntitySettings settings;
    private final @Nullable EntityDefinition definition;
    private final List<Taken> due = new ArrayList<>();
    private final List<Taken> incoming = new ArrayList<>();
    private final List<ScheduledSignal> kept = new ArrayList<>();
    private @Nullable OperationRunner runner;

    BatchRun(EntityId id, Batch<EntityState> batch, EntityRegistryImpl registry, EntitySettings settings) {
        this.id = id;
        this.batch = batch;
        this.registry = registry;
        this.settings = settings;
        this.definition = registry.find(id.name());
    }

    Outcome<EntityDelta> run() {
        try {
            runAll();
        } catch (UnreadableStateException e) {
            if (due.isEmpty() && incoming.isEmpty()) {
                LOG.error("Entity {} takes no work: {}", id, e.getMessage());
                return new Outcome.Refused<>(Failures.describe(e), batch.now().plus(settings.unreadableRetry()));
            }
            // It met a state that this very batch has written: what ran before stands, the rest waits and is refused
            // then.
        }
        return finish();
    }

    /** Due signals get at most half of a batch while others wait, so that neither starves the other. */
    private void runAll() {
        int cap = settings.maxBatch();
        int room = batch.incoming().isEmpty() ? cap : Math.max(1, cap / 2);
        for (ScheduledSignal signal : batch.state().schedule().due(batch.now(), room)) {
            due.add(operate(OperationRequest.of(signal)));
        }
        int left = Math.max(1, cap - due.size());
        for (Incoming message :
                batch.incoming().subList(0, Math.min(left, batch.incoming().size()))) {
            incoming.add(take(message));
        }
    }

    private Taken take(Incoming incoming) {
        Message message = incoming.message();
        boolean signal = message.verb().equals(EntityMessages.SIGNAL);
        if (signal && message.dueAt() > batch.now().toEpochMilli()) {
            kept.add(OperationRequest.keep(incoming));
            return new Taken(Response.ACCEPTED, null);
        }
        if (signal || message.verb().equals(EntityMessages.CALL)) {
            return operate(OperationRequest.of(incoming));
        }
        LOG.error("Entity {} dropped a message with verb '{}', which it does not know", id, message.verb());
        return new Taken(
                Response.failed(FailureDetails.of(
                        "UnknownVerb",
                        "Entity %s: message verb '%s' (expected: '%s' or '%s')."
                                .formatted(id, message.verb(), EntityMessages.SIGNAL, EntityMessages.CALL),
                        true)),
                null);
    }

    private Taken operate(OperationRequest request) {
        OperationResult result =
                definition == null ? refused(request) : runner(definition).run(request);
        return new Taken(Response.ACCEPTED, result);
    }

    private OperationResult refused(OperationRequest request) {
        FailureDetails why = FailureDetails.of(registry.notRegistered(id.name()));
        if (!request.call()) {
            LOG.warn(
                    "Signal '{}' of {} from {} dropped: {}",
                    request.operation(),
                    id,
                    request.senderText(),
                    why.errorMessage());
        }
        return new OperationResult(request, null, Failures.withoutStack(why), List.of());
    }

    /** Made for the first operation, so that a batch without any does not touch the state. */
    private OperationRunner runner(EntityDefinition known) {
        if (runner == null) {
            EntityState state = batch.state();
            String json = new StateVersions(registry.json()).current(id, state.json(), state.schema(), known.schema());
            runner = new OperationRunner(id, batch.now(), known.open(id), json, settings, registry.json());
        }
        return runner;
    }

    private Outcome<EntityDelta> finish() {
        FailureDetails spoiled = runner == null ? null : runner.saveAtEnd();
        List<OperationResult> results = new ArrayList<>();
        due.forEach(taken -> addResult(taken, spoiled, results));
        List<Response> responses = new ArrayList<>(incoming.size());
        for (Taken taken : incoming) {
            OperationResult result = addResult(taken, spoiled, results);
            responses.add(result == null ? taken.response() : result.response());
        }
        List<Outgoing> outgoing = new ArrayList<>();
        results.forEach(result -> outgoing.addAll(result.outgoing(registry.json())));
        return new Outcome.Done<>(incoming.size(), delta(results, spoiled != null), responses, outgoing);
    }

    private static @Nullable OperationResult addResult(
            Taken taken, @Nullable FailureDetails spoiled, List<OperationResult> results) {
        OperationResult result = taken.result();
        if (result != null) {
            result = spoiled == null ? result : result.spoiled(spoiled);
            results.add(result);
        }
        return result;
    }

    private @Nullable EntityDelta delta(List<OperationResult> results, boolean spoiled) {
        EntityState before = batch.state();
        boolean ran = runner != null;
        String json = runner == null || spoiled ? before.json() : runner.state();
        int schema = definition == null || spoiled
                ? before.schema()
                : definition.schema().version();
        boolean changed = ran && (!Objects.equals(json, before.json()) || (json != null && schema != before.schema()));
        var delta = new EntityDelta(
                changed ? json : null,
                changed && json != null ? schema : 0,
                changed && json == null,
                due.size(),
                kept,
                ran ? batch.now().toEpochMilli() : 0,
                ran && settings.history()
                        ? results.stream().map(OperationResult::logged).toList()
                        : List.of());
        return delta.equals(EntityDelta.NOTHING) ? null : delta;
    }
}
