package io.perdure.testkit;

import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.RuntimeStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One instance in a {@link PerdureTestKit}. What is done to it returns when all has come to rest that needs no time to pass. */
public final class Run {
    private final PerdureTestKit kit;
    private final String instanceId;

    Run(PerdureTestKit kit, String instanceId) {
        this.kit = kit;
        this.instanceId = instanceId;
    }

    public String instanceId() {
        return instanceId;
    }

    // --- how it stands -----------------------------------------------------------------------------------------------

    /**
     * What is known of the instance at present, with inputs and outputs.
     *
     * @throws IllegalStateException when there is none
     */
    public OrchestrationMetadata metadata() {
        kit.settle();
        return kit.await(kit.orchestrations().get(instanceId))
                .orElseThrow(() -> new IllegalStateException("Instance '%s' does not exist.".formatted(instanceId)));
    }

    public RuntimeStatus status() {
        return metadata().status();
    }

    /** Null when none is set. */
    public <T> @Nullable T customStatus(Class<T> type) {
        return metadata().customStatus(type);
    }

    /** Waits until the instance has ended, by itself or otherwise; time skips as far as need be. */
    public OrchestrationMetadata awaitCompletion() {
        kit.awaitEnd(instanceId);
        return metadata();
    }

    /**
     * Waits as {@link #awaitCompletion} does.
     *
     * @return null for the JSON value null
     * @throws IllegalStateException when the instance has not completed but failed or been terminated
     */
    public <T> @Nullable T output(Class<T> type) {
        var end = awaitCompletion();
        if (end.status() != RuntimeStatus.Completed) {
            throw new IllegalStateException("Instance '%s' of '%s' is %s: %s (expected: Completed)."
                    .formatted(
                            instanceId,
                            end.name(),
                            end.status(),
                            end.failure().map(FailureDetails::errorMessage).orElse(end.outputJson())));
        }
        return end.output(type);
    }

    /** Waits as {@link #awaitCompletion} does; empty when the instance has not failed. */
    public Optional<FailureDetails> failure() {
        return awaitCompletion().failure();
    }

    /** The events of the present execution, in order. */
    public List<HistoryEvent> history() {
        kit.settle();
        return kit.await(kit.orchestrations().history(instanceId));
    }

    /** The same as text, to be kept in a file and {@link PerdureTestKit#replay replayed}. */
    public String exportHistory() {
        kit.settle();
        return kit.await(kit.orchestrations().exportHistory(instanceId));
    }

    // --- what is done to it ------------------------------------------------------------------------------------------

    public Run raiseEvent(String name, @Nullable Object data) {
        kit.await(kit.orchestrations().raiseEvent(instanceId, name, data));
        return settled();
    }

    public Run suspend(@Nullable String reason) {
        kit.await(kit.orchestrations().suspend(instanceId, reason));
        return settled();
    }

    public Run resume(@Nullable String reason) {
        kit.await(kit.orchestrations().resume(instanceId, reason));
        return settled();
    }

    /** Not the children. */
    public Run terminate(@Nullable Object output) {
        kit.await(kit.orchestrations().terminate(instanceId, output));
        return settled();
    }

    private Run settled() {
        kit.settle();
        return this;
    }

    @Override
    public String toString() {
        return "instance '%s'".formatted(instanceId);
    }
}
