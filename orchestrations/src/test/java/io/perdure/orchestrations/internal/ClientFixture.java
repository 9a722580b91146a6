package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Response;
import io.perdure.orchestrations.OrchestratorNotRegisteredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A client on a made-up kernel, that knows the orchestrators Order and Ship, in any case; time passes only in its pauses. */
abstract class ClientFixture {

    /** A clock that pauses move on. */
    static final class TestPauses implements Pauses {
        final List<Duration> taken = new ArrayList<>();
        long nanos;

        @Override
        public CompletableFuture<@Nullable Void> pause(Duration length) {
            taken.add(length);
            nanos += length.toNanos();
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public long nanoTime() {
            return nanos;
        }
    }

    static final OrchestrationClientSettings SETTINGS = new OrchestrationClientSettings(100, 2, 3, 2);

    final FakeDurableClient durable = new FakeDurableClient();
    final TestPauses pauses = new TestPauses();
    final DefaultOrchestrationClient client = new DefaultOrchestrationClient(
            durable,
            SETTINGS,
            name -> name.equalsIgnoreCase("Order") || name.equalsIgnoreCase("Ship")
                    ? Optional.empty()
                    : Optional.of(new OrchestratorNotRegisteredException(name, List.of("Order", "Ship"))),
            pauses);

    static Throwable failureOf(CompletableFuture<?> future) {
        return future.handle((value, failure) -> failure).join();
    }

    /** Has the instance refuse what is sent next. */
    void refuse(String errorType, Map<String, Object> properties) {
        durable.answer = CompletableFuture.completedFuture(
                Response.failed(new FailureDetails(errorType, "because", "", null, true, properties)));
    }
}
