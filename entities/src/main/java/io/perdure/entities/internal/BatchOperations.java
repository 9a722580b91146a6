package io.perdure.entities.internal;

import io.perdure.entities.EntityId;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Batch;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operations of one step on the entity's state, and what they have made of it. */
final class BatchOperations {

    private static final Logger LOG = LoggerFactory.getLogger("io.perdure.entities.Operations");

    private final EntityId id;
    private final Batch<EntityState> batch;
    private final EntityRegistryImpl registry;
    private final EntitySettings settings;
    private final @Nullable EntityDefinition definition;
    private @Nullable OperationRunner runner;

    BatchOperations(EntityId id, Batch<EntityState> batch, EntityRegistryImpl registry, EntitySettings settings) {
        this.id = id;
        this.batch = batch;
        this.registry = registry;
        this.settings = settings;
        this.definition = registry.find(id.name());
    }

    /**
     * @throws UnreadableStateException when there is no state to run it on
     * @throws AbandonedException when the thread was interrupted
     */
    OperationResult run(OperationRequest request) {
        return definition == null ? refused(request) : runner(definition).run(request);
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

    /** Null when all is well; else why the state could not be written, and nothing of the batch takes effect (E-64). */
    @Nullable
    FailureDetails saveAtEnd() {
        return runner == null ? null : runner.saveAtEnd();
    }

    /**
     * What the step changes.
     *
     * @param spoiled whether {@link #saveAtEnd} gave a failure
     */
    EntityDelta delta(
            List<OperationResult> results,
            boolean spoiled,
            int fired,
            List<ScheduledSignal> scheduled,
            @Nullable LockDelta locks) {
        EntityState before = batch.state();
        boolean ran = runner != null;
        String json = runner == null || spoiled ? before.json() : runner.state();
        int schema = definition == null || spoiled
                ? before.schema()
                : definition.schema().version();
        boolean changed = ran && (!Objects.equals(json, before.json()) || (json != null && schema != before.schema()));
        return new EntityDelta(
                changed ? json : null,
                changed && json != null ? schema : 0,
                changed && json == null,
                fired,
                scheduled,
                ran ? batch.now().toEpochMilli() : 0,
                ran && settings.history()
                        ? results.stream().map(OperationResult::logged).toList()
                        : List.of(),
                locks);
    }
}
