package io.perdure.examples;

import com.typesafe.config.ConfigFactory;
import io.perdure.Perdure;
import io.perdure.entities.EntityClient;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.OrchestrationMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One Perdure with the examples for all tests of the module, on a directory of its own. Tests differ by key and id. */
public final class EmbeddedPerdure implements BeforeAllCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Shared shared;

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(EmbeddedPerdure.class))
                .getOrComputeIfAbsent(Shared.class);
    }

    public EntityClient entities() {
        return shared.perdure.entities();
    }

    public OrchestrationClient orchestrations() {
        return shared.perdure.orchestrations();
    }

    /** Starts an orchestration by name, as from outside, and waits for its end. */
    public OrchestrationMetadata run(String orchestrator, Object input) {
        return end(orchestrations().start(orchestrator, input).join());
    }

    public OrchestrationMetadata end(String instanceId) {
        return orchestrations().waitForCompletion(instanceId, PATIENCE).join();
    }

    public static Perdure start(Path data) {
        return Perdure.builder()
                .modules(List.of(new ExamplesModule()))
                .config(ConfigFactory.parseMap(Map.of(
                        "perdure.data", data.toString(),
                        "perdure.http-calls.allowed-hosts", List.of("127.0.0.1"),
                        "perdure.http-calls.allowed-private-networks", List.of("127.0.0.1"))))
                .start();
    }

    /** JUnit closes it after the last test. */
    private static final class Shared implements AutoCloseable {
        private final Path data;
        private final Perdure perdure;

        Shared() throws IOException {
            data = Files.createTempDirectory("perdure-examples");
            perdure = start(data);
        }

        @Override
        public void close() throws IOException {
            perdure.close();
            try (var files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
