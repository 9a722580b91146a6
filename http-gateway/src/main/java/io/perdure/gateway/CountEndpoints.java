package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import io.perdure.entities.EntityQuery;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.OrchestrationCount;
import io.perdure.orchestrations.OrchestrationQuery;
import io.perdure.orchestrations.RuntimeStatus;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET counts/instances} and {@code GET counts/entities/{name?}}: how many a list with the same filters would show.
 * Ours. Not below {@code instances}, where {@code count} would be an instance's id. Stricter than the lists: what a misspelt
 * filter counts cannot be seen.
 */
final class CountEndpoints {
    /** {@code runtime/webhooks/durabletask/counts}, then what is counted. */
    private static final int WHAT = 4;

    private static final int ENTITY_NAME = WHAT + 1;

    private final OrchestrationClient orchestrations;
    private final EntityClient entities;

    CountEndpoints(OrchestrationClient orchestrations, EntityClient entities) {
        this.orchestrations = orchestrations;
        this.entities = entities;
    }

    /** Null when the path means nothing. */
    @Nullable
    Endpoint find(Exchange exchange) {
        int parts = exchange.length() - WHAT;
        if (exchange.has(WHAT, "instances") && parts == 1) {
            return endpoint(this::instances);
        }
        boolean all = parts == 1;
        boolean named = parts == 2;
        return exchange.has(WHAT, "entities") && (all || named) ? endpoint(this::entities) : null;
    }

    private interface Answer {
        CompletionStage<HttpResponse> to(Exchange exchange);
    }

    private static Endpoint endpoint(Answer answer) {
        return new Endpoint() {
            @Override
            public CompletionStage<HttpResponse> answer(Exchange exchange) {
                return answer.to(exchange);
            }

            @Override
            public ErrorForm errors() {
                return ErrorForm.PROBLEM;
            }
        };
    }

    private CompletionStage<HttpResponse> instances(Exchange exchange) {
        var query = exchange.query();
        String prefix = query.text("instanceIdPrefix");
        checkStatuses(query);
        var wanted = new OrchestrationQuery(
                query.exactDate("createdTimeFrom"),
                query.exactDate("createdTimeTo"),
                InstanceListEndpoint.statuses(query),
                prefix == null ? "" : prefix,
                null,
                1,
                null,
                false);
        return Stages.map(orchestrations.count(wanted), count -> Answers.json(json(count)));
    }

    private static void checkStatuses(Query query) {
        for (String name : query.items("runtimeStatus")) {
            if (Arrays.stream(RuntimeStatus.values())
                    .noneMatch(status -> status.name().equalsIgnoreCase(name))) {
                throw Refusal.badRequest("Query parameter runtimeStatus: \"%.80s\" (expected: some of %s)."
                        .formatted(name, Arrays.toString(RuntimeStatus.values())));
            }
        }
    }

    private static String json(OrchestrationCount count) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("count", count.total());
        ObjectNode byStatus = body.putObject("byStatus");
        for (RuntimeStatus status : RuntimeStatus.values()) {
            Long some = count.byStatus().get(status);
            if (some != null) {
                byStatus.put(status.name(), some);
            }
        }
        return body.toString();
    }

    private CompletionStage<HttpResponse> entities(Exchange exchange) {
        var query = exchange.query();
        var wanted = new EntityQuery(
                name(exchange),
                null,
                query.exactDate("lastOperationTimeFrom"),
                query.exactDate("lastOperationTimeTo"),
                false,
                false,
                1,
                null);
        return Stages.map(
                entities.count(wanted),
                count -> Answers.json(JsonNodeFactory.instance
                        .objectNode()
                        .put("count", count)
                        .toString()));
    }

    private static @Nullable String name(Exchange exchange) {
        return exchange.length() <= ENTITY_NAME
                ? null
                : EntityId.of(exchange.segment(ENTITY_NAME).toLowerCase(Locale.ROOT), "")
                        .name();
    }
}
