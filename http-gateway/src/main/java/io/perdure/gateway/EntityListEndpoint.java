package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityMetadata;
import io.perdure.entities.EntityPage;
import io.perdure.entities.EntityQuery;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** {@code GET entities/{name?}}: what entities there are, page by page (H-99 … H-101). */
final class EntityListEndpoint implements Endpoint {
    /** How long an empty page is worth another look before the caller has to ask again (H-101). */
    private static final long LOOK_FOR_NANOS = Duration.ofMillis(100).toNanos();

    private final EntityClient client;
    private final int maxPage;

    EntityListEndpoint(EntityClient client, int maxPage) {
        this.client = client;
        this.maxPage = maxPage;
    }

    @Override
    public CompletionStage<HttpResponse> answer(Exchange exchange) {
        var query = exchange.query();
        var wanted = new EntityQuery(
                EntityPaths.name(exchange),
                null,
                query.date("lastOperationTimeFrom"),
                query.date("lastOperationTimeTo"),
                query.flag("fetchState"),
                false,
                Paging.size(exchange, maxPage),
                Paging.token(exchange));
        long since = System.nanoTime();
        var found = Stages.repeat(
                client.list(wanted),
                page -> client.list(wanted.after(page.nextToken())),
                page -> !page.entities().isEmpty()
                        || page.nextToken() == null
                        || System.nanoTime() - since >= LOOK_FOR_NANOS);
        return Stages.map(found, page -> Paging.page(json(page).toString(), page.nextToken()));
    }

    private static ArrayNode json(EntityPage page) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode(page.entities().size());
        for (EntityMetadata entity : page.entities()) {
            var item = list.addObject();
            item.putObject("entityId")
                    .put("name", entity.id().name())
                    .put("key", entity.id().key());
            item.put("lastOperationTime", Dates.precise(entity.lastOperationAt()));
            item.set("state", entity.stateFetched() ? entity.stateJson() : null);
        }
        return list;
    }
}
