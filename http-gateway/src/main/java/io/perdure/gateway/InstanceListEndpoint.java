package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.OrchestrationQuery;
import io.perdure.orchestrations.RuntimeStatus;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** {@code GET instances}: which instances there are, page by page (H-17, H-47 … H-50). */
final class InstanceListEndpoint implements Endpoint {
    private final OrchestrationClient client;
    private final int maxPage;

    InstanceListEndpoint(OrchestrationClient client, int maxPage) {
        this.client = client;
        this.maxPage = maxPage;
    }

    @Override
    public CompletionStage<HttpResponse> answer(Exchange exchange) {
        var query = exchange.query();
        String prefix = query.text("instanceIdPrefix");
        var wanted = new OrchestrationQuery(
                query.date("createdTimeFrom"),
                query.date("createdTimeTo"),
                statuses(query),
                prefix == null ? "" : prefix,
                null,
                Paging.size(exchange, maxPage),
                Paging.token(exchange),
                true);
        boolean input = query.flag("showInput", true);
        return Stages.map(
                client.query(wanted),
                page -> Paging.page(InstanceJson.list(page.instances(), input), page.nextToken()));
    }

    /** Names in any case, those that are none left out (H-11). */
    static Set<RuntimeStatus> statuses(Query query) {
        var found = EnumSet.noneOf(RuntimeStatus.class);
        for (String name : query.items("runtimeStatus")) {
            for (RuntimeStatus status : RuntimeStatus.values()) {
                if (status.name().equalsIgnoreCase(name)) {
                    found.add(status);
                }
            }
        }
        return found;
    }
}
