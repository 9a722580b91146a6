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

    private final Readiness readiness;

    HealthEndpoints(Readiness readiness) {
        this.readiness = readiness;
    }

    Endpoint live() {
        return exchange -> Stages.done(LIVE);
    }

    Endpoint ready() {
        return exchange -> ready(readiness);
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
