package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import io.perdure.orchestrations.InstanceNotFoundException;
import io.perdure.orchestrations.OrchestrationClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code POST instances/{id}/restart}: starts an instance with the name and input of another (H-62, H-65 … H-67). */
final class RestartEndpoint implements Endpoint {
    private final OrchestrationClient client;
    private final StartOutcome outcome;

    RestartEndpoint(OrchestrationClient client, StartOutcome outcome) {
        this.client = client;
        this.outcome = outcome;
    }

    @Override
    public CompletionStage<HttpResponse> answer(Exchange exchange) {
        var options = exchange.options();
        boolean newId = exchange.query().flag("restartWithNewInstanceId", true);
        var timeout = outcome.timeout(exchange);
        CompletionStage<String> started = Stages.recoverWith(
                client.restart(OrchestrationRoutes.instanceId(exchange), newId, options),
                failure -> CompletableFuture.failedFuture(
                        failure instanceof InstanceNotFoundException unknown
                                ? Refusal.badRequest(String.valueOf(unknown.getMessage())) // no 404 here (H-66)
                                : failure));
        return outcome.of(exchange, started, timeout);
    }
}
