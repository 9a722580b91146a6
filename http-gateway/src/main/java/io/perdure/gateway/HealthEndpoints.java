package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /health/live}: the process answers. {@code /health/ready}: it should get requests. For probes, without keys. */
final class HealthEndpoints {
    private static final HttpResponse LIVE = Answers.json("{\"status\":\"live\"}");
    private static final HttpResponse READY = Answers.json("{\"status\":\"ready\"}");

    private final Endpoint live;
    private final Endpoint ready;

    HealthEndpoints(Readiness readiness) {
        Endpoint alive = exchange -> Stages.done(LIVE);
        Endpoint willing = exchange -> ready(readiness);
        live = alive.needing(Access.PUBLIC);
        ready = willing.needing(Access.PUBLIC);
    }

    Endpoint live() {
        return live;
    }

    Endpoint ready() {
        return ready;
    }

    private static CompletionStage<HttpResponse> ready(Readiness readiness) {
        return Stages.map(readiness.missing(), HealthEndpoints::answer);
    }

    private static HttpResponse answer(Optional<String> missing) {
        return missing.map(reason -> Answers.json(
                        StatusCodes.SERVICE_UNAVAILABLE,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("status", "not ready")
                                .put("reason", reason)))
                .orElse(READY);
    }
}
