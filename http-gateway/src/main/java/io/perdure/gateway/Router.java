package io.perdure.gateway;

import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Which resource a path and method mean. Literals in any case (H-2); whatever is not listed is 404 without a body, a
 * known path with a wrong method included (H-3). Paths that the original does not have say which method they want.
 */
final class Router {
    private static final Endpoint NOWHERE = exchange -> Stages.done(Answers.NOT_FOUND);
    /** Where nothing is that needs a key. */
    private static final Endpoint NOTHING = NOWHERE.needing(Access.PUBLIC);

    private static final Endpoint ONLY_POST = new WrongMethodEndpoint("POST");
    private static final Endpoint ONLY_GET = new WrongMethodEndpoint("GET");
    /** There is no lease to take over: every node of a cluster is primary for its part (H-23). */
    private static final Endpoint MAKE_PRIMARY = exchange -> Stages.done(HttpResponse.create());

    private static final int BASE = 3;

    private final String hub;
    private final OrchestrationRoutes orchestrations;
    private final EntityEndpoints entities;
    private final EntityCallEndpoint call;
    private final EntityHistoryEndpoint history;
    private final EntityListEndpoint list;
    private final CountEndpoints counts;
    private final HealthEndpoints health;
    private final @Nullable ApiDocs docs;
    private final ModuleRoutes modules;

    Router(
            String hub,
            OrchestrationRoutes orchestrations,
            EntityEndpoints entities,
            EntityCallEndpoint call,
            EntityHistoryEndpoint history,
            EntityListEndpoint list,
            CountEndpoints counts,
            HealthEndpoints health,
            @Nullable ApiDocs docs,
            ModuleRoutes modules) {
        this.hub = hub;
        this.orchestrations = orchestrations;
        this.entities = entities;
        this.call = call;
        this.history = history;
        this.list = list;
        this.counts = counts;
        this.health = health;
        this.docs = docs;
        this.modules = modules;
    }

    Endpoint find(Exchange exchange) {
        if (exchange.has(0, "runtime") && exchange.has(1, "webhooks") && exchange.has(2, "durabletask")) {
            return durable(exchange);
        }
        if (exchange.has(0, RouteGroup.ROOT)) {
            return modules.find(exchange, () -> api(exchange));
        }
        if (exchange.has(0, "health") && exchange.length() == 2) {
            return health(exchange);
        }
        if (docs != null) {
            Endpoint page = docs.find(exchange);
            if (page != null) {
                return page;
            }
        }
        return NOTHING;
    }

    /** What is left of the applications' part of the paths when their modules do not know it (H-107). */
    private Endpoint api(Exchange exchange) {
        return exchange.has(1, "orchestrators") ? start(exchange, orchestrations.startOfApi(exchange)) : NOTHING;
    }

    private Endpoint durable(Exchange exchange) {
        if (exchange.has(BASE, "orchestrators")) {
            return start(exchange, orchestrations.start(exchange));
        }
        if (!isOurHub(exchange)) {
            return NOWHERE;
        }
        if (exchange.has(BASE, "makeprimary") && exchange.length() == BASE + 1) {
            return exchange.method() == HttpMethods.POST ? MAKE_PRIMARY : NOWHERE;
        }
        if (exchange.has(BASE, "instances")) {
            return Objects.requireNonNullElse(orchestrations.instance(exchange), NOWHERE);
        }
        if (exchange.has(BASE, "counts")) {
            return count(exchange);
        }
        return exchange.has(BASE, "entities") ? entity(exchange) : NOWHERE;
    }

    private Endpoint count(Exchange exchange) {
        Endpoint count = counts.find(exchange);
        if (count == null) {
            return NOWHERE;
        }
        return exchange.method() == HttpMethods.GET ? count : ONLY_GET;
    }

    /** Elsewhere another hub is a place where nothing is; to start something there is a mistake (H-8). */
    private Endpoint start(Exchange exchange, @Nullable Endpoint start) {
        if (start != null && !isOurHub(exchange)) {
            return this::otherHub;
        }
        return Objects.requireNonNullElse(start, NOWHERE);
    }

    private CompletionStage<HttpResponse> otherHub(Exchange exchange) {
        throw Refusal.badRequest("Query parameter taskHub: \"%.80s\" (expected: %s, which is this node's, or none)."
                .formatted(exchange.query().text("taskHub"), hub));
    }

    private Endpoint entity(Exchange exchange) {
        HttpMethod method = exchange.method();
        int parts = exchange.length() - BASE - 1;
        if (parts == 3) {
            return additional(exchange, method);
        }
        if (parts > 3) {
            return NOWHERE;
        }
        if (method == HttpMethods.GET) {
            return parts == 2 ? entities.read() : list;
        }
        if (method == HttpMethods.POST) {
            return entities.signal();
        }
        return method == HttpMethods.DELETE ? entities.delete() : NOWHERE;
    }

    private Endpoint additional(Exchange exchange, HttpMethod method) {
        if (exchange.has(BASE + 3, "call")) {
            return method == HttpMethods.POST ? call : ONLY_POST;
        }
        if (exchange.has(BASE + 3, "history")) {
            return method == HttpMethods.GET ? history : ONLY_GET;
        }
        return NOWHERE;
    }

    private Endpoint health(Exchange exchange) {
        HttpMethod method = exchange.method();
        if (method != HttpMethods.GET && method != HttpMethods.HEAD) {
            return NOTHING;
        }
        if (exchange.has(1, "live")) {
            return health.live();
        }
        return exchange.has(1, "ready") ? health.ready() : NOTHING;
    }

    /** One node serves one hub; any other does not exist here (H-8). */
    private boolean isOurHub(Exchange exchange) {
        String asked = exchange.query().text("taskHub");
        return asked == null || asked.equalsIgnoreCase(hub);
    }
}
