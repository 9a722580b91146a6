package io.perdure.examples.patterns;

import io.perdure.orchestrations.DurableHttpRequest;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.TaskFailedException;
import java.net.URI;
import java.time.Duration;

/**
 * Durable HTTP: a request without an activity of one's own. A status of 400 or more is an answer like any other; only no
 * answer at all fails the task. The node must be told which hosts it may call: {@code perdure.http-calls.allowed-hosts}.
 */
final class CheckSiteAvailable implements Orchestrator<URI, String> {
    @Override
    public String run(OrchestrationContext context, URI site) {
        var request = DurableHttpRequest.get(site).withTimeout(Duration.ofSeconds(10));
        try {
            int status = context.callHttp(request).await().statusCode();
            return status < 400 ? "Available" : "Answers " + status;
        } catch (TaskFailedException noAnswer) {
            return "Unreachable: " + noAnswer.details().errorMessage();
        }
    }
}
