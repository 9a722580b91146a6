package io.perdure.entities.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.perdure.entities.EntityId;
import io.perdure.failures.FailureDetails;
import io.perdure.failures.NonRetriable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the operations of one batch, each as a transaction of its own unless rollback is off (E-60, E-64). */
final class OperationRunner {

    private static final Logger LOG = LoggerFactory.getLogger("io.perdure.entities.Operations");

    private final EntityId id;
    private final Instant now;
    private final LiveEntity live;
    private final EntitySettings settings;
    private final Json json;
    private @Nullable String state;

    OperationRunner(
            EntityId id, Instant now, LiveEntity live, @Nullable String state, EntitySettings settings, Json json) {
        this.id = id;
        this.now = now;
        this.live = live;
        this.state = state;
        this.settings = settings;
        this.json = json;
        live.reset(state);
    }

    /** The state after the last operation that was saved; null when there is none. */
    @Nullable
    String state() {
        return state;
    }

    /**
     * @throws UnreadableStateException when there is no state to run it on
     * @throws AbandonedException when the thread was interrupted
     */
    OperationResult run(OperationRequest request) {
        long begun = System.nanoTime();
        var scope =
                new OperationScope(id, now, request.sender(), json, PayloadLimit.payload(settings.maxPayloadBytes()));
        OperationResult result;
        Throwable failure = null;
        try {
            String answer = execute(scope, request);
            result = new OperationResult(request, answer, null, scope.sent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AbandonedException(
                    "Operation '%s' of %s was interrupted: the node is stopping.".formatted(request.operation(), id),
                    e);
        } catch (UnreadableStateException e) {
            throw e;
        } catch (Exception | Error e) {
            failure = passingOnFatal(e);
            result = failed(request, scope, e);
        } finally {
            scope.close();
        }
        log(result, failure, begun);
        return result;
    }

    private static Throwable passingOnFatal(Throwable failure) {
        if (failure instanceof Error error && Failures.isFatal(error)) {
            throw error;
        }
        return failure;
    }

    private @Nullable String execute(OperationScope scope, OperationRequest request) throws Exception {
        var input = OperationInput.ofText(json, id, request.operation(), request.input());
        Object value = live.run(new OperationContext(scope, live, request.operation(), input));
        String result = scope.payload(value, "Result of operation '%s' of %s".formatted(request.operation(), id));
        if (settings.rollback()) {
            save();
        }
        return result;
    }

    /**
     * Takes the live state over as text.
     *
     * @throws IllegalArgumentException when it cannot be written or is too large (E-26)
     */
    private void save() {
        String what = "State of %s".formatted(id);
        try {
            state = PayloadLimit.state(settings.maxStateBytes()).check(live.write(), what);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("%s cannot be written as JSON: %s".formatted(what, Json.reason(e)), e);
        }
    }

    private OperationResult failed(OperationRequest request, OperationScope scope, Throwable failure) {
        FailureDetails details = Failures.describe(failure);
        if (settings.rollback()) {
            live.reset(state);
            return new OperationResult(request, null, details, List.of());
        }
        return new OperationResult(request, null, details, scope.sent());
    }

    /** With rollback off the state is written once, after the batch; gives why that failed, null when it did not. */
    @Nullable
    FailureDetails saveAtEnd() {
        if (settings.rollback()) {
            return null;
        }
        try {
            save();
            return null;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.warn("State of {} could not be saved; nothing of its batch takes effect", id, e);
            return Failures.describe(e);
        }
    }

    private void log(OperationResult result, @Nullable Throwable failure, long begun) {
        OperationRequest request = result.request();
        String kind = request.call() ? "Call" : "Signal";
        if (failure != null) {
            logFailure(
                    kind,
                    request,
                    result.failure() == null ? "" : result.failure().summary(),
                    failure);
        } else if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{} '{}' of {} from {} (request {}) took {}: done",
                    kind,
                    request.operation(),
                    id,
                    request.senderText(),
                    request.requestId() == null ? "without id" : request.requestId(),
                    Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private void logFailure(String kind, OperationRequest request, String summary, Throwable failure) {
        String text = "%s '%s' of %s from %s failed: %s"
                .formatted(kind, request.operation(), id, request.senderText(), summary);
        try {
            // The caller learns type and message, but the stack is to be found nowhere else. One who asks for what
            // there
            // is not, or cannot be, needs none.
            LOG.warn("{}", text, failure instanceof NonRetriable ? null : failure);
        } catch (RuntimeException | StackOverflowError e) {
            // Its getMessage is the user's code, which may throw as well: that must not break off the batch.
            LOG.warn("{}", text);
        }
    }
}
