package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.PurgeFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** {@code DELETE instances/{id}} and {@code DELETE instances}: erase what has ended (H-18, H-51 … H-56). */
final class PurgeEndpoints {
    private static final HttpResponse NO_BEGINNING = Answers.json(
            StatusCodes.BAD_REQUEST,
            "\"Query parameter createdTimeFrom: missing, or no ISO-8601 date in the years 1 to 9999.\"");

    private final OrchestrationClient client;
    private final Duration maxTimeout;

    PurgeEndpoints(OrchestrationClient client, Duration maxTimeout) {
        this.client = client;
        this.maxTimeout = maxTimeout;
    }

    Endpoint one() {
        Endpoint one = this::one;
        return one.needing(Access.ADMIN);
    }

    Endpoint many() {
        Endpoint many = this::many;
        return many.needing(Access.ADMIN);
    }

    /** One that still runs is left alone and counts as none; only an unknown one is 404 (H-51, H-52). */
    private CompletionStage<HttpResponse> one(Exchange exchange) {
        String id = OrchestrationRoutes.instanceId(exchange);
        return Stages.then(
                client.purge(id),
                purged -> purged
                        ? Stages.done(deleted(1))
                        : Stages.map(
                                client.get(id, false), found -> found.isPresent() ? deleted(0) : Answers.NOT_FOUND));
    }

    private CompletionStage<HttpResponse> many(Exchange exchange) {
        var query = exchange.query();
        Instant from = query.date("createdTimeFrom");
        if (from == null) {
            return Stages.done(NO_BEGINNING);
        }
        // A bound or a filter that is misspelt must not become none: more would be erased than was meant.
        Instant to = query.exactDate("createdTimeTo");
        var statuses = InstanceListEndpoint.statuses(query);
        if (statuses.isEmpty() && !query.items("runtimeStatus").isEmpty()) {
            return Stages.done(Answers.NOT_FOUND);
        }
        exchange.patience(maxTimeout);
        return Stages.map(
                client.purge(new PurgeFilter(from, to, statuses)),
                count -> count == 0 ? Answers.NOT_FOUND : deleted(count));
    }

    private static HttpResponse deleted(long count) {
        return Answers.json("{\"instancesDeleted\":" + count + '}');
    }
}
