package io.perdure.gateway;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import io.perdure.orchestrations.InstanceNotFoundException;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.OrchestrationMetadata;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code GET instances/{id}/changes}: the status now and after each change, as server-sent events. Ours. */
final class ChangesEndpoint implements Endpoint {
    private static final ContentType EVENT_STREAM = MediaTypes.TEXT_EVENT_STREAM.toContentType();
    private static final HttpResponse NOTHING_MORE = HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);

    private static final RawHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");
    /** Proxies of the nginx kind would collect events until they fill a buffer. */
    private static final RawHeader NO_BUFFER = RawHeader.create("X-Accel-Buffering", "no");

    private final OrchestrationClient client;
    private final ChangeStreams streams;

    ChangesEndpoint(OrchestrationClient client, ChangeStreams streams) {
        this.client = client;
        this.streams = streams;
    }

    @Override
    public CompletionStage<HttpResponse> answer(Exchange exchange) {
        String id = OrchestrationRoutes.instanceId(exchange);
        long known = lastEventId(exchange);
        return Stages.map(
                client.get(id, true),
                found -> answer(exchange, found.orElseThrow(() -> new InstanceNotFoundException(id)), known));
    }

    private HttpResponse answer(Exchange exchange, OrchestrationMetadata now, long known) {
        if (now.status().isTerminal() && known == now.statusVersion()) {
            return NOTHING_MORE; // which tells browsers not to come again
        }
        var events = streams.of(now, known, exchange.query().flag("showInput", true));
        return HttpResponse.create()
                .withEntity(HttpEntities.createChunked(EVENT_STREAM, events))
                .addHeaders(List.of(NO_STORE, NO_BUFFER));
    }

    /** Whatever is no version of ours is none: then the stream begins with what there is. */
    private static long lastEventId(Exchange exchange) {
        String id = exchange.header("Last-Event-ID");
        try {
            return id == null ? 0 : Long.parseLong(id.trim());
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    @Override
    public ErrorForm errors() {
        return ErrorForm.PROBLEM;
    }
}
