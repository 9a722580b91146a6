package io.perdure.gateway;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import io.perdure.entities.EntityClient;
import io.perdure.orchestrations.OrchestrationClient;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The node's clients and links for routes of modules. */
final class NodeHttpContext implements HttpContext {
    private final Engine engine;
    private final StartOutcome outcome;
    private final CheckStatus checkStatus;
    private final PublicAddress address;
    private final Doorman doorman;
    private final Duration requestTimeout;

    NodeHttpContext(
            Engine engine,
            StartOutcome outcome,
            CheckStatus checkStatus,
            PublicAddress address,
            Doorman doorman,
            Duration requestTimeout) {
        this.engine = engine;
        this.outcome = outcome;
        this.checkStatus = checkStatus;
        this.address = address;
        this.doorman = doorman;
        this.requestTimeout = requestTimeout;
    }

    @Override
    public EntityClient entities() {
        return engine.entities();
    }

    @Override
    public OrchestrationClient orchestrations() {
        return engine.orchestrations();
    }

    @Override
    public ActorSystem<?> system() {
        return engine.system();
    }

    @Override
    public HttpResponse checkStatus(HttpRequest request, String instanceId) {
        return checkStatus.accepted(exchange(request), instanceId);
    }

    @Override
    public CompletionStage<HttpResponse> waitForCompletionOrCheckStatus(
            HttpRequest request, String instanceId, Duration timeout) {
        return waitForCompletionOrCheckStatus(request, instanceId, timeout, timeout);
    }

    @Override
    public CompletionStage<HttpResponse> waitForCompletionOrCheckStatus(
            HttpRequest request, String instanceId, Duration timeout, Duration interval) {
        mustBePositive("Time-out", timeout);
        mustBePositive("Polling interval", interval);
        if (interval.compareTo(timeout) > 0) {
            throw new IllegalArgumentException(
                    "Polling interval: %s (expected: at most the time-out, %s).".formatted(interval, timeout));
        }
        // A route has the request time-out for its answer, and so have the waits in it.
        Duration wait = timeout.compareTo(requestTimeout) < 0 ? timeout : requestTimeout;
        Exchange exchange = exchange(request);
        var answer = outcome.of(exchange, Stages.done(instanceId), wait);
        var unused = answer.whenCompleteAsync((done, failure) -> exchange.leave(), Runnable::run);
        return answer;
    }

    @Override
    public HttpManagementPayload managementPayload(HttpRequest request, String instanceId) {
        return checkStatus.links(exchange(request), instanceId);
    }

    @Override
    public HttpManagementPayload managementPayload(String instanceId) {
        return checkStatus.links(address.origin(), instanceId);
    }

    @Override
    public HttpCreationPayload creationPayload(HttpRequest request) {
        return checkStatus.creation(exchange(request));
    }

    @Override
    public HttpCreationPayload creationPayload() {
        return checkStatus.creation(address.origin());
    }

    @Override
    public String publicUrl() {
        return address.origin();
    }

    /** Whoever was let in with a key finds it in the links, as with all other answers. */
    private Exchange exchange(HttpRequest request) {
        Exchange exchange = Exchange.of(request, requestTimeout);
        exchange.comesFrom(doorman.byKey(exchange));
        return exchange;
    }

    private static void mustBePositive(String what, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("%s: %s (expected: above zero).".formatted(what, duration));
        }
    }
}
