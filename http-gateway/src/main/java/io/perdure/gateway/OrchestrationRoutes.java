package io.perdure.gateway;

import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpMethods;
import io.perdure.orchestrations.OrchestrationClient;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which endpoint a path below {@code orchestrators} or {@code instances} means; null for none (H-3, §2). */
final class OrchestrationRoutes {
    /** {@code runtime/webhooks/durabletask}, then {@code orchestrators} or {@code instances}. */
    private static final int FIRST = 4;
    /** {@code api/orchestrators}, the path that applications of Durable Functions use for their own starts (H-107). */
    private static final int FIRST_OF_API = 2;

    private static final Endpoint ONLY_GET = new WrongMethodEndpoint("GET");
    private static final int OPERATION = FIRST + 1;
    private static final int EVENT = FIRST + 2;

    private final Endpoint start;
    private final Endpoint startOfApi;
    private final Endpoint status;
    private final Endpoint list;
    private final Endpoint purgeOne;
    private final Endpoint purgeMany;
    private final Endpoint raiseEvent;
    private final Endpoint changes;
    private final Map<String, Endpoint> operations;

    /** @param outcome how a start is answered */
    OrchestrationRoutes(
            OrchestrationClient client,
            Bodies bodies,
            HttpSettings settings,
            InstanceStatus one,
            StartOutcome outcome,
            ChangeStreams streams) {
        var commands = new InstanceCommands(client, bodies, new JsonText(settings));
        start = new StartEndpoint(client, bodies, outcome, FIRST);
        startOfApi = new StartEndpoint(client, bodies, outcome, FIRST_OF_API);
        status = one;
        list = new InstanceListEndpoint(client, settings.maxPageSize());
        var purge = new PurgeEndpoints(client, settings.maxRequestTimeout());
        purgeOne = purge.one();
        purgeMany = purge.many();
        raiseEvent = commands.raiseEvent();
        changes = new ChangesEndpoint(client, streams);
        operations = Map.of(
                "terminate", commands.terminate(),
                "suspend", commands.suspend(),
                "resume", commands.resume(),
                "rewind", commands.rewind(),
                "restart", new RestartEndpoint(client, outcome));
    }

    static String instanceId(Exchange exchange) {
        return exchange.segment(FIRST);
    }

    static String eventName(Exchange exchange) {
        return exchange.segment(EVENT);
    }

    /** Below {@code orchestrators}. */
    @Nullable
    Endpoint start(Exchange exchange) {
        return start(exchange, start, FIRST);
    }

    /** Below {@code /api/orchestrators}. */
    @Nullable
    Endpoint startOfApi(Exchange exchange) {
        return start(exchange, startOfApi, FIRST_OF_API);
    }

    private static @Nullable Endpoint start(Exchange exchange, Endpoint start, int nameAt) {
        int parts = exchange.length() - nameAt;
        return exchange.method() == HttpMethods.POST && (parts == 1 || parts == 2) ? start : null;
    }

    /** Below {@code instances}. */
    @Nullable
    Endpoint instance(Exchange exchange) {
        HttpMethod method = exchange.method();
        int parts = exchange.length() - FIRST;
        if (parts == 2 && exchange.has(OPERATION, "changes")) {
            return method == HttpMethods.GET ? changes : ONLY_GET;
        }
        if (parts >= 2) {
            return method == HttpMethods.POST ? command(exchange, parts) : null;
        }
        if (method == HttpMethods.GET) {
            return parts == 1 ? status : list;
        }
        if (method == HttpMethods.DELETE) {
            return parts == 1 ? purgeOne : purgeMany;
        }
        return null;
    }

    private @Nullable Endpoint command(Exchange exchange, int parts) {
        if (parts == 2) {
            return operations.get(exchange.segment(OPERATION).toLowerCase(Locale.ROOT));
        }
        boolean event = parts == 3
                && exchange.has(OPERATION, "raiseEvent")
                && !exchange.segment(EVENT).isEmpty();
        return event ? raiseEvent : null;
    }
}
