package io.perdure.gateway;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import io.perdure.entities.EntityClient;
import io.perdure.orchestrations.OrchestrationClient;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** What the routes of an {@link HttpModule} work with. Thread-safe. */
public interface HttpContext {
    /** How long the shorter forms of {@link #waitForCompletionOrCheckStatus} wait. */
    Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** How often those that poll would look. */
    Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);

    EntityClient entities();

    OrchestrationClient orchestrations();

    ActorSystem<?> system();

    /**
     * The answer that clients of Durable Functions expect to a start: 202, {@code Location}, {@code Retry-After: 10}, and the
     * {@link HttpManagementPayload links} as body. The query parameter {@code returnInternalServerErrorOnFailure} of the
     * request goes into the status link. Does not look whether there is such an instance.
     *
     * @param request says how the client reaches this node; one without scheme and host stands for the public URL
     */
    HttpResponse checkStatus(HttpRequest request, String instanceId);

    /** As {@link #waitForCompletionOrCheckStatus(HttpRequest, String, Duration, Duration)}, for 10 seconds. */
    default CompletionStage<HttpResponse> waitForCompletionOrCheckStatus(HttpRequest request, String instanceId) {
        return waitForCompletionOrCheckStatus(request, instanceId, DEFAULT_TIMEOUT);
    }

    /** As {@link #waitForCompletionOrCheckStatus(HttpRequest, String, Duration, Duration)}, without an interval. */
    CompletionStage<HttpResponse> waitForCompletionOrCheckStatus(
            HttpRequest request, String instanceId, Duration timeout);

    /**
     * Waits for the end of an instance, without a thread: 200 and the output alone when it has completed; what {@code GET
     * instances/{id}} answers when it has ended otherwise; {@link #checkStatus} when it has not ended in time, or the node
     * stops.
     *
     * @param timeout above zero; no longer than {@code perdure.http.request-timeout}, which cuts it
     * @param interval for the sake of code that comes from Durable Functions: nothing polls here
     * @throws IllegalArgumentException when one of the two is not above zero, or the interval is the longer one
     */
    CompletionStage<HttpResponse> waitForCompletionOrCheckStatus(
            HttpRequest request, String instanceId, Duration timeout, Duration interval);

    /** The links to an instance, for the client that has sent the request. */
    HttpManagementPayload managementPayload(HttpRequest request, String instanceId);

    /**
     * The links to an instance, for a mail or a message to another system.
     *
     * @throws IllegalStateException when {@code perdure.http.public-url} is not set: nothing else knows the node's address
     */
    HttpManagementPayload managementPayload(String instanceId);

    /** The links for starts, for the client that has sent the request. */
    HttpCreationPayload creationPayload(HttpRequest request);

    /**
     * The links for starts, for others.
     *
     * @throws IllegalStateException when {@code perdure.http.public-url} is not set
     */
    HttpCreationPayload creationPayload();

    /**
     * The URL under which people and other systems reach this node, without a slash at its end: {@code
     * perdure.http.public-url}. For links to routes of one's own.
     *
     * @throws IllegalStateException when it is not set
     */
    String publicUrl();
}
