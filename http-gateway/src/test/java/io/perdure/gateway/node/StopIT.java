package io.perdure.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.gateway.node.Attempt.Outcome;
import io.perdure.gateway.node.module.Entry;
import io.perdure.gateway.node.module.GatedEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("SIGTERM")
class StopIT {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("under load answers what is in flight and exits 0; the next start finds everything")
    void under_load() throws Exception {
        var arguments = List.of(
                "--port", "0",
                "--data", directory.resolve("data").toString(),
                "--modules", ModuleDirectory.in(directory).toString());
        try (var load = new LedgerLoad(9, 8, "a", "b")) {
            try (var node = NodeProcess.start(arguments, Map.of());
                    var gate = new Gate()) {
                var http = new NodeHttp(node.url());
                var inFlight = http.call(
                        "Ledger", "slow", "appendAtGate", new GatedEntry(new Entry("s", 1), gate.port()), null);
                var held = gate.arrival();
                var running = load.start(http, 300);
                running.awaitAcknowledged();

                node.terminate();
                Awaitility.await().until(() -> node.log().contains("Stopping"));
                held.close();
                running.stop();

                assertThat(NodeHttp.now(inFlight).status()).isEqualTo(200);
                var exit = node.waitFor(Duration.ofSeconds(40));
                assertThat(exit.code()).as(exit.err()).isZero();
                assertThat(exit.err()).doesNotContain(" ERROR ");
            }
            try (var node = NodeProcess.start(arguments, Map.of())) {
                var http = new NodeHttp(node.url());
                load.repeatDoubtful(http);
                load.verify(http);
                assertThat(load.attempts()).anyMatch(attempt -> attempt.outcome() == Outcome.ACKNOWLEDGED);
                assertThat(http.entries("Ledger", "slow")).containsExactly("s:1");
            }
        }
    }
}
