package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How a start, or a restart, is answered: at once, or after a wait for the instance's end (H-28 … H-30). */
final class StartOutcome {
    /** Far beyond what is waited for: the two parameters are compared as they were given. */
    private static final Duration ANY = Duration.ofDays(36_500);

    private final CheckStatus checkStatus;
    private final InstanceStatus status;
    private final CompletionWaits waits;
    private final Crowd waiting;
    private final Duration maxTimeout;

    /** @param waiting who waits; when it is full, a caller gets the links at once instead */
    StartOutcome(
            CheckStatus checkStatus, InstanceStatus status, CompletionWaits waits, Crowd waiting, Duration maxTimeout) {
        this.checkStatus = checkStatus;
        this.status = status;
        this.waits = waits;
        this.waiting = waiting;
        this.maxTimeout = maxTimeout;
    }

    /**
     * How long the caller wants to wait; null for not at all. Nothing polls here, so that an interval alone is no wish to
     * wait (H-29).
     *
     * @throws Refusal when one of the two is not above zero, or the interval is longer than the wait
     */
    @Nullable
    Duration timeout(Exchange exchange) {
        Duration timeout = exchange.query().seconds("timeout", ANY);
        Duration interval = exchange.query().seconds("pollingInterval", ANY);
        if (timeout == null) {
            return null;
        }
        if (interval != null && interval.compareTo(timeout) > 0) {
            throw Refusal.badRequest("Query parameter pollingInterval: %s (expected: at most the timeout, %s)."
                    .formatted(
                            exchange.query().text("pollingInterval"),
                            exchange.query().text("timeout")));
        }
        Duration wait = timeout.compareTo(maxTimeout) < 0 ? timeout : maxTimeout;
        // The start itself has its own deadline before it.
        exchange.patience(exchange.patience().plus(wait));
        return wait;
    }

    /** @param timeout null for the answer at once */
    CompletionStage<HttpResponse> of(Exchange exchange, CompletionStage<String> started, @Nullable Duration timeout) {
        if (timeout == null) {
            return Stages.map(started, id -> checkStatus.accepted(exchange, id));
        }
        return Stages.then(
                started,
                id -> exchange.movesTo(waiting)
                        ? waited(exchange, id, timeout)
                        : Stages.done(checkStatus.accepted(exchange, id)));
    }

    private CompletionStage<HttpResponse> waited(Exchange exchange, String id, Duration timeout) {
        exchange.concerns(id);
        return Stages.map(
                waits.end(id, timeout),
                end -> end.map(instance -> ended(exchange, instance))
                        .orElseGet(() -> checkStatus.accepted(exchange, id)));
    }

    /** The output alone when it went well; else what a look at its status would say (H-30). */
    private HttpResponse ended(Exchange exchange, OrchestrationMetadata instance) {
        if (instance.status() == RuntimeStatus.Completed) {
            String output = instance.outputJson();
            return Answers.json(output == null ? "null" : output);
        }
        return status.answer(exchange, instance);
    }
}
