package io.perdure.gateway;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import io.perdure.failures.OutcomeUnknownException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Every request comes through here: it is routed, answered, and whatever goes wrong on the way becomes an answer too.
 * Written by hand rather than in akka-http's routing language, which costs a fifth of the throughput for a dozen paths.
 */
final class Gateway {
    /** The engine keeps its own deadlines; beyond this it has broken its word, and the caller still gets an answer. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Router router;
    private final Bodies bodies;
    private final Failures failures;
    private final Duration requestTimeout;

    Gateway(Router router, Bodies bodies, Failures failures, Duration requestTimeout) {
        this.router = router;
        this.bodies = bodies;
        this.failures = failures;
        this.requestTimeout = requestTimeout;
    }

    CompletionStage<HttpResponse> handle(HttpRequest request) {
        Exchange exchange;
        Endpoint endpoint;
        try {
            exchange = Exchange.of(request, requestTimeout);
            endpoint = router.find(exchange);
        } catch (RuntimeException malformed) {
            var unread = Exchange.unread(request);
            return CompletableFuture.completedFuture(
                    bodies.drop(unread, failures.answer(Endpoint.ErrorForm.COMPATIBLE, malformed)));
        }
        return answered(exchange, endpoint);
    }

    private CompletionStage<HttpResponse> answered(Exchange exchange, Endpoint endpoint) {
        CompletionStage<HttpResponse> pending;
        try {
            pending = endpoint.answer(exchange);
        } catch (RuntimeException | StackOverflowError refused) {
            pending = CompletableFuture.failedFuture(refused);
        }
        if (endpoint instanceof RouteEndpoint route) {
            pending = Stages.then(
                    pending,
                    response ->
                            response == RouteSeal.PASSED ? answered(exchange, route.next()) : Stages.done(response));
        }
        CompletableFuture<HttpResponse> answer = Stages.recover(
                pending, failure -> failures.answer(endpoint.errors(), named(failure, exchange.patience())));
        if (!answer.isDone()) {
            answer = bounded(answer, exchange, endpoint);
        }
        return exchange.bodyTaken() ? answer : Stages.map(answer, response -> bodies.drop(exchange, response));
    }

    private CompletableFuture<HttpResponse> bounded(
            CompletableFuture<HttpResponse> answer, Exchange exchange, Endpoint endpoint) {
        // Time for a body that is still on its way is not time that the caller waits for an answer.
        Duration arrival = exchange.request().entity().isStrict() ? Duration.ZERO : requestTimeout;
        long millis = exchange.patience().plus(arrival).plus(GRACE).toMillis();
        return Stages.recover(
                answer.orTimeout(millis, TimeUnit.MILLISECONDS),
                late -> failures.answer(endpoint.errors(), named(late, exchange.patience())));
    }

    private static Throwable named(Throwable failure, Duration patience) {
        return failure instanceof TimeoutException
                ? new OutcomeUnknownException(
                        "No answer within %s. The request may have been done, and may still be: only a repetition with the same Idempotency-Key is harmless."
                                .formatted(patience))
                : failure;
    }
}
