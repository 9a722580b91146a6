package io.perdure.gateway;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import io.perdure.failures.OutcomeUnknownException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Every request comes through here: it is let in, routed, answered, and whatever goes wrong on the way becomes an answer too.
 * Written by hand rather than in akka-http's routing language, which costs a fifth of the throughput for a dozen paths.
 */
final class Gateway {
    /** The engine keeps its own deadlines; beyond this it has broken its word, and the caller still gets an answer. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Router router;
    private final Bodies bodies;
    private final Failures failures;
    private final HttpSecurity security;
    private final Audit audit;
    private final Crowd requests;
    private final Deadlines deadlines;
    private final Duration requestTimeout;

    Gateway(
            Router router,
            Bodies bodies,
            Failures failures,
            HttpSecurity security,
            Audit audit,
            Crowd requests,
            Deadlines deadlines,
            Duration requestTimeout) {
        this.router = router;
        this.bodies = bodies;
        this.failures = failures;
        this.security = security;
        this.audit = audit;
        this.requests = requests;
        this.deadlines = deadlines;
        this.requestTimeout = requestTimeout;
    }

    CompletionStage<HttpResponse> handle(HttpRequest request) {
        Exchange exchange;
        Endpoint endpoint;
        try {
            HttpResponse preflight = security.origins().preflight(request);
            if (preflight != null) {
                return Stages.done(finished(Exchange.unread(request), preflight));
            }
            security.origins().check(request);
            exchange = Exchange.of(request, requestTimeout);
            endpoint = router.find(exchange);
        } catch (RuntimeException malformed) {
            var unread = Exchange.unread(request);
            return Stages.done(finished(unread, failures.answer(Endpoint.ErrorForm.COMPATIBLE, malformed)));
        }
        return requests.enter() ? letIn(exchange, endpoint) : Stages.done(crowded(exchange, endpoint));
    }

    private CompletionStage<HttpResponse> letIn(Exchange exchange, Endpoint endpoint) {
        exchange.standsIn(requests);
        Access needed = endpoint.access(exchange);
        return Stages.map(answered(exchange, endpoint), answer -> {
            exchange.leave();
            audit.record(exchange, needed, answer.status().intValue());
            return finished(exchange, answer);
        });
    }

    /** Nothing has been done, not even looked who it is: that would cost more than the refusal. */
    private HttpResponse crowded(Exchange exchange, Endpoint endpoint) {
        return finished(
                exchange,
                failures.answer(
                        endpoint.errors(),
                        new Refusal(
                                Problem.CROWDED,
                                "Requests in work: %d, which is perdure.http.max-concurrent-requests."
                                        .formatted(requests.most()))));
    }

    private CompletionStage<HttpResponse> answered(Exchange exchange, Endpoint endpoint) {
        CompletableFuture<HttpResponse> answer = recovered(exchange, endpoint, () -> known(exchange, endpoint));
        return answer.isDone() ? answer : bounded(answer, exchange, endpoint);
    }

    /** Whatever goes wrong becomes an answer in the form of the resource. */
    private CompletableFuture<HttpResponse> recovered(
            Exchange exchange, Endpoint endpoint, Supplier<CompletionStage<HttpResponse>> work) {
        return Stages.recover(
                Stages.attempt(work),
                failure -> failures.answer(endpoint.errors(), named(failure, exchange.patience())));
    }

    private CompletionStage<HttpResponse> known(Exchange exchange, Endpoint endpoint) {
        exchange.comesFrom(security.doorman().byKey(exchange));
        // What needs no access needs no token either: health must not depend on the issuer's.
        boolean enough = exchange.caller().access() != Access.PUBLIC || endpoint.access(exchange) == Access.PUBLIC;
        String token = enough ? null : security.doorman().token(exchange);
        if (token == null) {
            return admitted(exchange, endpoint);
        }
        return Stages.then(security.doorman().byToken(token), caller -> {
            exchange.comesFrom(caller);
            return admitted(exchange, endpoint);
        });
    }

    private CompletionStage<HttpResponse> admitted(Exchange exchange, Endpoint endpoint) {
        Doorman.admit(exchange.caller(), endpoint.access(exchange));
        CompletionStage<HttpResponse> answer = endpoint.answer(exchange);
        return endpoint instanceof RouteEndpoint route
                ? Stages.then(
                        answer,
                        response ->
                                response == RouteSeal.PASSED ? passed(exchange, route.next()) : Stages.done(response))
                : answer;
    }

    /** A module's route does not know the resource: who comes next has an access and a form of its own. */
    private CompletionStage<HttpResponse> passed(Exchange exchange, Endpoint next) {
        return recovered(exchange, next, () -> admitted(exchange, next));
    }

    private CompletableFuture<HttpResponse> bounded(
            CompletableFuture<HttpResponse> answer, Exchange exchange, Endpoint endpoint) {
        // Time for a body that is still on its way is not time that the caller waits for an answer.
        Duration arrival = exchange.request().entity().isStrict() ? Duration.ZERO : requestTimeout;
        // Who has to be asked about first says later how long they wait.
        deadlines.set(answer, () -> exchange.patience().plus(arrival).plus(GRACE));
        return Stages.recover(answer, late -> failures.answer(endpoint.errors(), named(late, exchange.patience())));
    }

    private HttpResponse finished(Exchange exchange, HttpResponse answer) {
        HttpResponse whole = exchange.bodyTaken() ? answer : bodies.drop(exchange, answer);
        return security.origins().shared(exchange.request(), Answers.safe(whole));
    }

    private static Throwable named(Throwable failure, Duration patience) {
        return failure instanceof TimeoutException
                ? new OutcomeUnknownException(
                        "No answer within %s. The request may have been done, and may still be: only a repetition with the same Idempotency-Key is harmless."
                                .formatted(patience))
                : failure;
    }
}
