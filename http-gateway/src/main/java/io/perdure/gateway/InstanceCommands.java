package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import com.fasterxml.jackson.databind.util.RawValue;
import io.perdure.entities.RequestOptions;
import io.perdure.orchestrations.InstanceNotFoundException;
import io.perdure.orchestrations.OrchestrationClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST instances/{id}/terminate|suspend|resume|rewind|raiseEvent}: 202 when durable (H-57 … H-61, H-63 … H-70).
 * What the instance is counts before what the request says: 404 and 410 come first (H-69).
 */
final class InstanceCommands {
    private final OrchestrationClient client;
    private final Bodies bodies;
    private final JsonText json;

    InstanceCommands(OrchestrationClient client, Bodies bodies, JsonText json) {
        this.client = client;
        this.bodies = bodies;
        this.json = json;
    }

    Endpoint terminate() {
        return exchange -> command(exchange, (id, options) -> client.terminate(id, output(exchange), false, options));
    }

    Endpoint suspend() {
        return exchange -> command(exchange, (id, options) -> client.suspend(id, reason(exchange), options));
    }

    Endpoint resume() {
        return exchange -> command(exchange, (id, options) -> client.resume(id, reason(exchange), options));
    }

    Endpoint rewind() {
        return exchange -> command(exchange, (id, options) -> client.rewind(id, reason(exchange), options));
    }

    Endpoint raiseEvent() {
        return this::raiseEvent;
    }

    private interface Command {
        CompletionStage<Void> of(String instanceId, RequestOptions options);
    }

    private CompletionStage<HttpResponse> command(Exchange exchange, Command command) {
        String id = OrchestrationRoutes.instanceId(exchange);
        return statusFirst(id, () -> Stages.map(command.of(id, exchange.options()), done -> Answers.ACCEPTED));
    }

    private CompletionStage<HttpResponse> raiseEvent(Exchange exchange) {
        String id = OrchestrationRoutes.instanceId(exchange);
        String event = OrchestrationRoutes.eventName(exchange);
        return statusFirst(id, () -> {
            var options = exchange.options();
            return bodies.withDeclaredJson(
                    exchange,
                    data -> Stages.map(client.raiseEventJson(id, event, data, options), done -> Answers.ACCEPTED));
        });
    }

    /** Only a request that is wrong costs a look at the instance. */
    private CompletionStage<HttpResponse> statusFirst(String id, Supplier<CompletionStage<HttpResponse>> command) {
        return Stages.recoverWith(Stages.attempt(command), failure -> {
            boolean wrong = failure instanceof Refusal refusal
                    ? refusal.problem() == Problem.BAD_REQUEST
                    : failure instanceof IllegalArgumentException && !(failure instanceof InstanceNotFoundException);
            return wrong ? status(id, failure) : CompletableFuture.failedFuture(failure);
        });
    }

    /** An id that no instance can have belongs to none: 404 as well. */
    private CompletionStage<HttpResponse> status(String id, Throwable otherwise) {
        return Stages.then(client.get(id, false), found -> {
            if (found.isEmpty()) {
                return Stages.done(Answers.NOT_FOUND);
            }
            return found.get().status().isTerminal()
                    ? Stages.done(Answers.GONE)
                    : CompletableFuture.failedFuture(otherwise);
        });
    }

    private static @Nullable String reason(Exchange exchange) {
        return exchange.query().text("reason");
    }

    /** The reason becomes the output: JSON as it is, any other text as a string (H-14, H-63). */
    private @Nullable Object output(Exchange exchange) {
        String reason = reason(exchange);
        return reason != null && json.isValue(reason) ? new RawValue(reason) : reason;
    }
}
