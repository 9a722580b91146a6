package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.perdure.entities.EntityClient;
import io.perdure.entities.HistoryPage;
import io.perdure.entities.OperationRecord;
import java.util.concurrent.CompletionStage;

/** {@code GET entities/{name}/{key}/history}: the operations that an entity ran, newest first. Ours. */
final class EntityHistoryEndpoint implements Endpoint {
    private final EntityClient client;
    private final EntityPaths paths;
    private final int maxPage;

    EntityHistoryEndpoint(EntityClient client, EntityPaths paths, int maxPage) {
        this.client = client;
        this.paths = paths;
        this.maxPage = maxPage;
    }

    @Override
    public CompletionStage<HttpResponse> answer(Exchange exchange) {
        var page = client.history(paths.id(exchange), Paging.size(exchange, maxPage), Paging.token(exchange));
        return Stages.map(page, operations -> Paging.page(json(operations).toString(), operations.nextToken()));
    }

    @Override
    public ErrorForm errors() {
        return ErrorForm.PROBLEM;
    }

    private static ArrayNode json(HistoryPage page) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode(page.operations().size());
        for (OperationRecord operation : page.operations()) {
            var item = list.addObject();
            item.put("version", operation.version());
            item.put("timestamp", Dates.precise(operation.at()));
            item.put("operation", operation.operation());
            item.put("sender", operation.sender());
            item.put("requestId", operation.requestId());
            item.set("result", operation.result());
            item.set("failure", operation.failure() == null ? null : Failures.details(operation.failure()));
        }
        return list;
    }
}
