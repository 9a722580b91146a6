package io.perdure.gateway;

import io.perdure.orchestrations.OrchestrationClient;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A client that answers every request alike: for what an engine in good health never does. */
final class ScriptedOrchestrations {
    private ScriptedOrchestrations() {}

    static OrchestrationClient answering(Supplier<CompletableFuture<?>> script) {
        return (OrchestrationClient) Proxy.newProxyInstance(
                OrchestrationClient.class.getClassLoader(),
                new Class<?>[] {OrchestrationClient.class},
                (proxy, method, arguments) -> script.get());
    }

    static OrchestrationClient failing(Throwable failure) {
        return answering(() -> CompletableFuture.failedFuture(failure));
    }
}
