package io.perdure.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.gateway.node.NodeProcess.Exit;
import io.perdure.gateway.node.module.Entry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A node that cannot start says why in one line, and ends")
class StartFaultsIT {
    private static final int UNAVAILABLE = 69;
    private static final String PASSWORD = "s3cret-of-ours";

    @TempDir
    private Path directory;

    @Test
    @DisplayName("when another node has its data directory, which is not disturbed")
    void data_in_use() {
        var arguments = List.of(
                "--port", "0",
                "--data", directory.resolve("data").toString(),
                "--modules", ModuleDirectory.in(directory).toString());
        try (var first = NodeProcess.start(arguments, Map.of())) {
            var http = new NodeHttp(first.url());
            append(http, 1);

            Exit second = run(arguments, Map.of());

            assertThat(second.code()).isEqualTo(UNAVAILABLE);
            assertThat(second.errorLines())
                    .singleElement()
                    .asString()
                    .startsWith("perdure: ")
                    .contains(directory.resolve("data").toString());
            assertThat(second.out()).isEmpty();
            append(http, 2);
            assertThat(http.entries("Ledger", "a")).containsExactly("c:1", "c:2");
            assertThat(http.get("/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("when nothing listens where its database should be")
    void database_down() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        checkNoDatabase(port);
    }

    @Test
    @DisplayName("when something else listens there, and breaks off")
    void database_is_none() throws IOException {
        try (var proxy = new TcpProxy(1)) {
            proxy.cut();
            checkNoDatabase(proxy.port());
        }
    }

    @Test
    @DisplayName("when the data directory cannot be made")
    void no_directory() {
        Path file = Path.of("/proc/version/data");

        Exit exit = run(List.of("--port", "0", "--data", file.toString()), Map.of());

        assertThat(exit.code()).isEqualTo(UNAVAILABLE);
        assertThat(exit.errorLines()).singleElement().asString().contains("/proc/version");
    }

    private void checkNoDatabase(int port) {
        Exit exit = run(
                List.of("--port", "0"),
                Map.of(
                        "PERDURE_STORE", "postgres",
                        "PERDURE_POSTGRES_HOST", "127.0.0.1",
                        "PERDURE_POSTGRES_PORT", Integer.toString(port),
                        "PERDURE_POSTGRES_USER", "ann",
                        "PERDURE_POSTGRES_PASSWORD", PASSWORD));

        assertThat(exit.code()).isEqualTo(UNAVAILABLE);
        assertThat(exit.errorLines())
                .singleElement()
                .asString()
                .startsWith("perdure: ")
                .contains("127.0.0.1:" + port);
        assertThat(exit.err()).doesNotContain("\tat ").doesNotContain(PASSWORD);
        assertThat(exit.out()).isEmpty();
    }

    private static Exit run(List<String> arguments, Map<String, String> environment) {
        try (var node = NodeProcess.launch(new ArrayList<>(arguments), environment)) {
            return node.waitFor(Duration.ofSeconds(60));
        }
    }

    private static void append(NodeHttp http, int n) {
        assertThat(NodeHttp.now(http.signal("Ledger", "a", "append", new Entry("c", n), null))
                        .status())
                .isEqualTo(202);
    }
}
