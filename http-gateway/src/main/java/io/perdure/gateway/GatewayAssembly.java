package io.perdure.gateway;

import com.typesafe.config.Config;
import io.perdure.DurableModule;
import java.util.List;

/** Puts the gateway together: who answers what, with what they need for it. */
final class GatewayAssembly {
    private GatewayAssembly() {}

    static Gateway of(
            Config config,
            HttpSettings settings,
            DoorLimits limits,
            HttpSecurity security,
            Engine engine,
            List<? extends DurableModule> modules,
            Readiness readiness,
            CompletionWaits waits,
            ChangeStreams streams,
            Deadlines deadlines) {
        String hub = config.getString("perdure.hub");
        var client = engine.entities();
        var paths = new EntityPaths(engine);
        var bodies = new Bodies(engine.system(), settings);
        var failures = new Failures(settings.retryAfter());
        var address = new PublicAddress(settings.useForwardedHost(), settings.publicUrl());
        var checkStatus = new CheckStatus(address, hub, security.keyInLinks());
        var status = new InstanceStatus(engine.orchestrations(), address, security.keyInLinks());
        var outcome = new StartOutcome(
                checkStatus, status, waits, new Crowd(limits.concurrentWaits()), settings.maxRequestTimeout());
        var context = new NodeHttpContext(
                engine, outcome, checkStatus, address, security.doorman(), settings.requestTimeout());
        var router = new Router(
                hub,
                new OrchestrationRoutes(engine.orchestrations(), bodies, settings, status, outcome, streams),
                new EntityEndpoints(client, paths, bodies),
                new EntityCallEndpoint(client, paths, bodies, settings.maxRequestTimeout()),
                new EntityHistoryEndpoint(client, paths, settings.maxPageSize()),
                new EntityListEndpoint(client, settings.maxPageSize()),
                new CountEndpoints(engine.orchestrations(), client),
                new HealthEndpoints(readiness),
                settings.docs() ? new ApiDocs() : null,
                ModuleRoutes.of(httpModules(modules), context, engine.system(), bodies, failures),
                new SchedulesEndpoint(engine));
        return new Gateway(
                router,
                bodies,
                failures,
                security,
                new Audit(security.audit(), address, System::nanoTime),
                new Crowd(limits.concurrentRequests()),
                deadlines,
                settings.requestTimeout());
    }

    private static List<HttpModule> httpModules(List<? extends DurableModule> modules) {
        return modules.stream()
                .filter(HttpModule.class::isInstance)
                .map(HttpModule.class::cast)
                .toList();
    }
}
