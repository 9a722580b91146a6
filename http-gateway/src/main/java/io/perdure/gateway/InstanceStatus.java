package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.orchestrations.WaitingFor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code GET instances/{id}}: one instance, with its history if asked for (H-16, H-38 … H-46). */
final class InstanceStatus implements Endpoint {
    /** The query parameter that makes 500 of a failed instance (H-35, H-40). */
    static final String FAILED_IS_ERROR = "returnInternalServerErrorOnFailure";

    private static final RawHeader RETRY_AFTER = RawHeader.create("Retry-After", "5");

    /** As it may be written in any case, and with escapes in the name. */
    private static final Pattern CODE =
            Pattern.compile("(?i)(?<=[?&])(c|%63|%43)(o|%6f|%4f)(d|%64|%44)(e|%65|%45)=[^&]*&?");

    private final OrchestrationClient client;
    private final PublicAddress address;
    private final boolean keyInLinks;

    /** @param keyInLinks whether a key in the request's URL comes back with it in the answer */
    InstanceStatus(OrchestrationClient client, PublicAddress address, boolean keyInLinks) {
        this.client = client;
        this.address = address;
        this.keyInLinks = keyInLinks;
    }

    @Override
    public CompletionStage<HttpResponse> answer(Exchange exchange) {
        String id = OrchestrationRoutes.instanceId(exchange);
        return Stages.then(client.get(id, true), found -> {
            if (found.isEmpty()) {
                return Stages.done(Answers.NOT_FOUND);
            }
            var instance = found.get();
            boolean history = exchange.query().flag("showHistory")
                    && instance.status() != RuntimeStatus.Pending; // it has none yet (H-42)
            boolean waits = exchange.query().flag("showWaitingFor");
            return history || waits
                    ? withMore(exchange, instance, history, waits)
                    : Stages.done(answer(exchange, instance));
        });
    }

    private CompletionStage<HttpResponse> withMore(
            Exchange exchange, OrchestrationMetadata instance, boolean history, boolean waits) {
        return Stages.then(
                history(instance, history),
                events -> Stages.map(
                        waits(instance, waits),
                        some -> answer(exchange, instance, events.orElse(null), some.orElse(null))));
    }

    private CompletionStage<Optional<List<HistoryEvent>>> history(OrchestrationMetadata instance, boolean wanted) {
        return wanted ? Stages.map(client.history(instance.instanceId()), Optional::of) : Stages.done(Optional.empty());
    }

    /** Ours: what it waits for. */
    private CompletionStage<Optional<List<WaitingFor>>> waits(OrchestrationMetadata instance, boolean wanted) {
        return wanted
                ? Stages.map(client.waitingFor(instance.instanceId()), Optional::of)
                : Stages.done(Optional.empty());
    }

    HttpResponse answer(Exchange exchange, OrchestrationMetadata instance) {
        return answer(exchange, instance, null, null);
    }

    private HttpResponse answer(
            Exchange exchange,
            OrchestrationMetadata instance,
            @Nullable List<HistoryEvent> history,
            @Nullable List<WaitingFor> waits) {
        var query = exchange.query();
        boolean input = query.flag("showInput", true);
        String body = InstanceJson.status(
                instance,
                input,
                history == null ? null : new HistoryItems(history, input, query.flag("showHistoryOutput")),
                waits);
        HttpResponse answer = Answers.json(code(query, instance.status()), body);
        return instance.status().isTerminal()
                ? answer
                : answer.addHeader(RawHeader.create("Location", location(exchange)))
                        .addHeader(RETRY_AFTER);
    }

    /** Where it was asked for; without the key if it shall not be in answers. */
    private String location(Exchange exchange) {
        String url = address.url(exchange.request());
        return keyInLinks || exchange.query().text("code") == null
                ? url
                : CODE.matcher(url).replaceAll("");
    }

    private static StatusCode code(Query query, RuntimeStatus status) {
        if (!status.isTerminal()) {
            return StatusCodes.ACCEPTED;
        }
        return status == RuntimeStatus.Failed && query.flag(FAILED_IS_ERROR)
                ? StatusCodes.INTERNAL_SERVER_ERROR
                : StatusCodes.OK;
    }
}
