package io.perdure.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.DurableModule;
import io.perdure.PerdureConfig;
import io.perdure.entities.EntityClient;
import io.perdure.orchestrations.InstanceOptions;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.ScheduleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs modules in a test: the real engine, on a journal in memory and in a time of its own. Time stands still until {@link
 * #advance} moves it, or until something is waited for with {@link #await} or through a {@link Run}: then it skips at once to
 * what is due next, however far that is. Operations of entities, orchestrators and activities run on threads of their own,
 * and the kit waits for them.
 *
 * <p>Settings come from {@code application.conf}, as in a node. {@code perdure.memory.patience} (60 seconds of real time)
 * bounds every wait. For use by one thread, that of the test; close it at the end.
 */
public final class PerdureTestKit implements AutoCloseable {
    private final MemoryPerdure perdure;

    private PerdureTestKit(MemoryPerdure perdure) {
        this.perdure = perdure;
    }

    /** A kit whose time begins at present. */
    public static PerdureTestKit with(DurableModule... modules) {
        return with(ConfigFactory.empty(), Instant.now(), modules);
    }

    /**
     * A kit with choices.
     *
     * @param overrides settings that win over {@code application.conf}, such as {@code perdure.payload.max-size = 1 KiB}
     * @param beginning the time at first, to the millisecond
     * @throws IllegalArgumentException when a setting or a registration is wrong
     */
    public static PerdureTestKit with(Config overrides, Instant beginning, DurableModule... modules) {
        var config = PerdureConfig.withDefaults(overrides).getConfig("perdure");
        return new PerdureTestKit(new MemoryPerdure(config, beginning, List.of(modules)));
    }

    /** The present time of all that runs here. */
    public Instant now() {
        return perdure.kernel().now();
    }

    // --- orchestrations and entities ---------------------------------------------------------------------------------

    /** Starts an instance, and returns when all has come to rest that needs no time to pass. */
    public <I extends @Nullable Object> Run start(Class<? extends Orchestrator<I, ?>> orchestrator, I input) {
        return run(orchestrations().start(orchestrator, input));
    }

    /** As above, by name. */
    public Run start(String orchestrator, @Nullable Object input) {
        return run(orchestrations().start(orchestrator, input));
    }

    /** As above, with an id, version or time of start. */
    public Run start(String orchestrator, @Nullable Object input, InstanceOptions options) {
        return run(orchestrations().start(orchestrator, input, options));
    }

    private Run run(CompletableFuture<String> started) {
        String id = await(started);
        settle();
        return run(id);
    }

    /** An instance that something else has started, such as a client, an entity or a parent. */
    public Run run(String instanceId) {
        return new Run(this, instanceId);
    }

    /** Its futures may need time to pass: pass them to {@link #await}. */
    public OrchestrationClient orchestrations() {
        return perdure.orchestrations();
    }

    /** Its futures may need time to pass: pass them to {@link #await}. */
    public EntityClient entities() {
        return perdure.entities();
    }

    /** How the schedules of the modules stand; {@link #advance} makes them tick. */
    public List<ScheduleStatus> schedules() {
        return await(perdure.schedules().list());
    }

    // --- time --------------------------------------------------------------------------------------------------------

    /**
     * Moves time on. It halts at each time that something is due, and lets all that follows settle.
     *
     * @throws IllegalStateException when something does not come to rest within {@code perdure.memory.patience}
     */
    public void advance(Duration by) {
        perdure.kernel().advance(by);
    }

    /** Waits until nothing runs any more that needs no time to pass. */
    public void settle() {
        perdure.kernel().awaitIdle();
    }

    /**
     * Waits for a future of {@link #orchestrations} or {@link #entities}; time skips as far as need be.
     *
     * @throws RuntimeException what the future has failed with
     * @throws IllegalStateException when it can never complete, since nothing is due any more; or not within {@code
     *     perdure.memory.max-skips} things that were due
     */
    public <T extends @Nullable Object> T await(CompletableFuture<T> future) {
        perdure.kernel().skipUntil(future);
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    void awaitEnd(String instanceId) {
        await(perdure.end(instanceId));
    }

    // --- trouble -----------------------------------------------------------------------------------------------------

    /**
     * As if the node had been killed and started again: what was committed goes on, in orchestrators by replay. Activities that
     * were under way run again.
     */
    public void restart() {
        perdure.kernel().crash();
        settle();
    }

    /**
     * Runs the orchestrator that is registered here over a history that was exported before, by other code perhaps, and checks
     * that it does the same.
     *
     * @param exportedHistory as {@link Run#exportHistory} or {@link OrchestrationClient#exportHistory} gives it
     * @throws io.perdure.orchestrations.NonDeterministicOrchestratorException at the first difference, naming both sides
     * @throws IllegalArgumentException when the text is no history, or of an orchestrator that is not registered
     */
    public void replay(String exportedHistory) {
        perdure.replay(exportedHistory);
    }

    @Override
    public void close() {
        perdure.close();
    }
}
