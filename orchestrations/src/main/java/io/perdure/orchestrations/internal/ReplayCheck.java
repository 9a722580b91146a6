package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.ExecutionCompleted;
import io.perdure.orchestrations.NonDeterministicOrchestratorException;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the code of today over a history of before, and looks whether it does the same. Nothing is journaled, and nothing that
 * the code asks for is done.
 */
public final class ReplayCheck {
    private final Engine engine;
    private final Duration patience;

    /** @param patience how long the code may run, in real time */
    public ReplayCheck(Engine engine, Duration patience) {
        this.engine = engine;
        this.patience = patience;
    }

    /**
     * Runs one history.
     *
     * @throws NonDeterministicOrchestratorException at the first difference, naming what the history has and what the code did
     * @throws io.perdure.orchestrations.OrchestratorNotRegisteredException when there is no such orchestrator now
     * @throws IllegalArgumentException when the history does not begin an execution
     * @throws IllegalStateException when the code does not come to rest
     */
    public void run(HistoryFile file) {
        String name = file.name();
        if (name == null) {
            throw new IllegalArgumentException(
                    "History of instance '%s' has no ExecutionStarted (expected: that of an instance that has begun)."
                            .formatted(file.instanceId()));
        }
        var definition = engine.definitions.orchestrator(name);
        if (definition == null) {
            throw engine.definitions.notRegistered(name);
        }
        var thread = engine.open(definition, file.instanceId(), file.events());
        try {
            compare("orchestrator '%s' instance '%s'".formatted(name, file.instanceId()), file.events(), play(thread));
        } finally {
            engine.abandon(thread);
        }
    }

    /** As far as the history reaches. */
    private Turn.Result play(OrchestratorThread thread) {
        var rest = new CompletableFuture<Turn.Result>();
        thread.give(new Turn(List.of(), Instant.EPOCH, rest::complete));
        try {
            return rest.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during the replay.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            var stack = thread.stack();
            thread.seize();
            throw new IllegalStateException(
                    "%s neither waits for a task nor ends, after %s (expected: no sleeping, blocking or computing). It is at %s."
                            .formatted(thread.who(), patience, stack.length == 0 ? "its end" : stack[0]),
                    e);
        }
    }

    private static void compare(String who, List<HistoryEvent> history, Turn.Result result) {
        if (result.ending() instanceof Turn.Lost lost) {
            throw new IllegalStateException("The replay of %s broke off.".formatted(who), lost.why());
        }
        FailureDetails failure = result.ending() instanceof Turn.Failed failed ? failed.failure() : null;
        var end = end(history);
        if (failure != null && isViolation(failure) && !isSame(failure, end)) {
            throw new NonDeterministicOrchestratorException(failure.errorMessage());
        }
        if (!result.actions().isEmpty()) {
            var first = result.actions().get(0);
            throw differs(
                    who,
                    "the history has no action #%d".formatted(first.id()),
                    "the code asked for %s '%s'".formatted(first.type(), first.name()));
        }
        String then = endOf(end, history);
        String now = endOf(result.ending());
        if (!then.equals(now)) {
            throw differs(
                    who,
                    "the history " + then,
                    "the code " + now + (failure == null ? "" : " with " + failure.errorMessage()));
        }
    }

    private static boolean isViolation(FailureDetails failure) {
        return failure.errorType().equals(NonDeterministicOrchestratorException.class.getName());
    }

    /** Whether that is how the history ended, too. */
    private static boolean isSame(FailureDetails failure, @Nullable ExecutionCompleted end) {
        FailureDetails then = end == null ? null : end.failure();
        return then != null && then.errorType().equals(failure.errorType());
    }

    private static @Nullable ExecutionCompleted end(List<HistoryEvent> history) {
        return history.stream()
                .filter(ExecutionCompleted.class::isInstance)
                .map(ExecutionCompleted.class::cast)
                .reduce((one, next) -> next)
                .orElse(null);
    }

    private static String endOf(@Nullable ExecutionCompleted end, List<HistoryEvent> history) {
        if (end != null) {
            return end.status() == RuntimeStatus.Failed ? "fails" : "completes";
        }
        return history.stream().anyMatch(HistoryEvent.ContinueAsNew.class::isInstance) ? "continues as new" : "waits";
    }

    private static String endOf(Turn.@Nullable Ending ending) {
        if (ending == null) {
            return "waits";
        } else if (ending instanceof Turn.ContinuedAsNew) {
            return "continues as new";
        }
        return ending instanceof Turn.Failed ? "fails" : "completes";
    }

    private static NonDeterministicOrchestratorException differs(String who, String then, String now) {
        return new NonDeterministicOrchestratorException("Non-deterministic %s: %s, but %s.".formatted(who, then, now));
    }
}
