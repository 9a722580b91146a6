package io.perdure.entities.internal;

import io.perdure.entities.EntityId;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Batch;
import io.perdure.kernel.DurableLogic.Stepper;
import io.perdure.kernel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves batches to the executor, where users' code may block (E-32, E-113), and answers exactly once for each. What goes
 * wrong outside any operation refuses the batch: nothing of it is committed, and it comes again.
 */
final class EntityStepper implements Stepper<EntityState, EntityDelta> {

    private static final Logger LOG = LoggerFactory.getLogger(EntityStepper.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final EntityId id;
    private final EntityRegistryImpl registry;
    private final EntitySettings settings;
    private final Executor executor;

    EntityStepper(EntityId id, EntityRegistryImpl registry, EntitySettings settings, Executor executor) {
        this.id = id;
        this.registry = registry;
        this.settings = settings;
        this.executor = executor;
    }

    @Override
    public void step(Batch<EntityState> batch, Consumer<Outcome<EntityDelta>> done) {
        try {
            executor.execute(() -> done.accept(run(batch)));
        } catch (RejectedExecutionException e) {
            done.accept(refused(batch.now(), "the node takes no more work", e));
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private Outcome<EntityDelta> run(Batch<EntityState> batch) {
        try {
            return new BatchRun(id, batch, registry, settings).run();
        } catch (AbandonedException e) {
            return refused(batch.now(), "the batch was abandoned and will run again", e);
        } catch (RuntimeException | Error e) {
            return refused(batch.now(), "the batch broke off and will run again", e);
        }
    }

    private Outcome<EntityDelta> refused(Instant now, String what, Throwable why) {
        LOG.error("Entity {}: {}", id, what, why);
        // Few and short objects: this also reports that memory has run out.
        return new Outcome.Refused<>(
                FailureDetails.of(
                        why.getClass().getName(), "Entity " + id + ": " + what + ": " + why.getMessage(), false),
                now.plus(SOON));
    }
}
