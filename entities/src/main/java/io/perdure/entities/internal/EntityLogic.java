package io.perdure.entities.internal;

import io.perdure.entities.EntityId;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Address;
import io.perdure.kernel.DurableLogic;
import io.perdure.kernel.Message;
import io.perdure.kernel.Response;
import io.perdure.kernel.Summary;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Entities on the kernel: runs operations one after the other on a state (spec: E-n). */
public final class EntityLogic implements DurableLogic<EntityState, EntityDelta> {

    /** Status of an entity that has a state (E-12). */
    public static final String EXISTS = "exists";

    /** Status of an entity without one: a lock, what waits for it, scheduled signals, or memory of messages may be left. */
    public static final String ABSENT = "absent";

    private final EntityRegistryImpl registry;
    private final EntitySettings settings;
    private final Executor executor;

    /**
     * @param executor runs users' code, which may block; how many threads it has is how many entities run at the same time
     *     (E-112)
     */
    public EntityLogic(EntityRegistryImpl registry, EntitySettings settings, Executor executor) {
        this.registry = registry;
        this.settings = settings;
        this.executor = executor;
    }

    @Override
    public String kind() {
        return EntityMessages.KIND;
    }

    @Override
    public Class<EntityState> stateType() {
        return EntityState.class;
    }

    @Override
    public Class<EntityDelta> deltaType() {
        return EntityDelta.class;
    }

    @Override
    public EntityState initial(Address self) {
        return EntityState.INITIAL;
    }

    @Override
    public EntityState apply(EntityState state, EntityDelta delta) {
        return state.with(delta);
    }

    @Override
    public Summary summarise(EntityState state) {
        LockState locks = state.lockState();
        return new Summary(
                state.exists() ? EXISTS : ABSENT,
                locks.hasRunnable() ? Instant.EPOCH : state.schedule().soonest(),
                LockSummary.text(locks.holder()),
                state.exists() || !state.schedule().isEmpty() || state.locks() != null);
    }

    @Override
    public Response read(EntityState state, Message question) {
        try {
            return answer(state, question);
        } catch (UnreadableStateException e) {
            return Response.failed(Failures.describe(e));
        }
    }

    private Response answer(EntityState state, Message question) {
        if (question.verb().equals(EntityMessages.READ_STATE)) {
            return Response.of(current(state, question.name()));
        }
        if (question.verb().equals(EntityMessages.READ_METADATA)) {
            boolean fetch = question.attributes().containsKey(EntityMessages.FETCH_STATE);
            return Response.of(EntityFacts.json(state, fetch ? current(state, question.name()) : null));
        }
        return Response.failed(FailureDetails.of(
                "UnknownQuestion",
                "Question to an entity: '%s' (expected: '%s' or '%s')."
                        .formatted(question.verb(), EntityMessages.READ_STATE, EntityMessages.READ_METADATA),
                true));
    }

    /** Readers see a state as the code of today does, also before the first operation has rewritten it. */
    private @Nullable String current(EntityState state, String entityName) {
        EntityDefinition definition = registry.find(entityName);
        return definition == null
                ? state.json()
                : new StateVersions(registry.json())
                        .current(new EntityId(entityName, ""), state.json(), state.schema(), definition.schema());
    }

    @Override
    public Stepper<EntityState, EntityDelta> open(Address self, Inlet inlet) {
        return new EntityStepper(EntityMessages.idOf(self), registry, settings, executor);
    }
}
