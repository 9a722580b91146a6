package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import java.util.concurrent.CompletionStage;

/** {@code GET|POST|DELETE entities/{name}/{key}}: read, signal, delete (H-92 … H-98). */
final class EntityEndpoints {
    private final EntityClient client;
    private final EntityPaths paths;
    private final Bodies bodies;

    EntityEndpoints(EntityClient client, EntityPaths paths, Bodies bodies) {
        this.client = client;
        this.paths = paths;
        this.bodies = bodies;
    }

    Endpoint read() {
        return this::read;
    }

    Endpoint signal() {
        return this::signal;
    }

    Endpoint delete() {
        return this::delete;
    }

    /** The last committed state alone; nothing is created (H-92). */
    private CompletionStage<HttpResponse> read(Exchange exchange) {
        EntityId id = paths.id(exchange);
        return Stages.map(client.readJson(id), state -> state.map(Answers::json).orElse(Answers.NOT_FOUND));
    }

    private CompletionStage<HttpResponse> signal(Exchange exchange) {
        EntityId id = paths.id(exchange);
        var options = EntityPaths.scheduled(exchange);
        String operation = EntityPaths.operation(exchange);
        return bodies.withInput(
                exchange,
                input -> Stages.map(client.signalJson(id, operation, input, options), done -> Answers.ACCEPTED));
    }

    /** A signal of the operation {@code delete}, whether or not there is anything to delete (H-96). */
    private CompletionStage<HttpResponse> delete(Exchange exchange) {
        EntityId id = paths.id(exchange);
        return Stages.map(
                client.signalJson(id, "delete", null, EntityPaths.scheduled(exchange)), done -> Answers.ACCEPTED);
    }
}
