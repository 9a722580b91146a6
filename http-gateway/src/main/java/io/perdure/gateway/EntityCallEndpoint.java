package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** {@code POST entities/{name}/{key}/call?op=}: runs an operation and answers with its result. Ours (H-98). */
final class EntityCallEndpoint implements Endpoint {
    private final EntityClient client;
    private final EntityPaths paths;
    private final Bodies bodies;
    private final Duration maxTimeout;

    EntityCallEndpoint(EntityClient client, EntityPaths paths, Bodies bodies, Duration maxTimeout) {
        this.client = client;
        this.paths = paths;
        this.bodies = bodies;
        this.maxTimeout = maxTimeout;
    }

    @Override
    public CompletionStage<HttpResponse> answer(Exchange exchange) {
        EntityId id = paths.id(exchange);
        Duration timeout = exchange.query().seconds("timeout", maxTimeout);
        if (timeout != null) {
            exchange.patience(timeout);
        }
        if (exchange.query().text("at") != null) {
            throw Refusal.badRequest("Query parameter at: not possible with a call (expected: a signal).");
        }
        var options = exchange.options();
        String operation = EntityPaths.operation(exchange);
        return bodies.withInput(
                exchange,
                input -> Stages.map(
                        client.callJson(id, operation, input, options),
                        result -> Answers.json(result == null ? "null" : result)));
    }

    @Override
    public ErrorForm errors() {
        return ErrorForm.PROBLEM;
    }
}
