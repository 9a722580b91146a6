package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import io.perdure.orchestrations.InstanceOptions;
import io.perdure.orchestrations.OrchestrationClient;
import java.util.concurrent.CompletionStage;

/**
 * {@code POST orchestrators/{name}/{id?}}: starts an instance (H-15, H-25 … H-32). Ours: the query parameters {@code
 * startAt} and {@code version}, and the header {@code Idempotency-Key}.
 */
final class StartEndpoint implements Endpoint {
    private final OrchestrationClient client;
    private final Bodies bodies;
    private final StartOutcome outcome;
    private final int nameAt;

    /** @param nameAt which segment of the path is the name; the id is the next */
    StartEndpoint(OrchestrationClient client, Bodies bodies, StartOutcome outcome, int nameAt) {
        this.client = client;
        this.bodies = bodies;
        this.outcome = outcome;
        this.nameAt = nameAt;
    }

    @Override
    public CompletionStage<HttpResponse> answer(Exchange exchange) {
        String name = exchange.segment(nameAt);
        var options = options(exchange);
        var timeout = outcome.timeout(exchange);
        return bodies.withJson(
                exchange, input -> outcome.of(exchange, client.startJson(name, input, options), timeout));
    }

    private InstanceOptions options(Exchange exchange) {
        var options = InstanceOptions.DEFAULT;
        if (exchange.length() > nameAt + 1) {
            options = options.withInstanceId(exchange.segment(nameAt + 1));
        }
        var startAt = exchange.query().exactDate("startAt");
        if (startAt != null) {
            options = options.startingAt(startAt);
        }
        String version = exchange.query().text("version");
        if (version != null) {
            options = options.withVersion(version);
        }
        String requestId = exchange.options().requestId();
        return requestId == null ? options : options.withRequestId(requestId);
    }
}
