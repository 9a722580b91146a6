package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityPage;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A node's process")
class StopTest {

    @Test
    @DisplayName("prints one line when ready; on SIGTERM stops accepting, answers what is in flight, and exits 0")
    void drains() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowNode.class.getName())
                .start();
        try (BufferedReader out = process.inputReader();
                BufferedReader err = process.errorReader()) {
            String ready = out.readLine();
            assertThat(ready).matches("perdure node ready: http://127\\.0\\.0\\.1:[0-9]+");
            URI node = URI.create(ready.substring(ready.indexOf("http")));

            var inFlight = HttpClient.newHttpClient()
                    .sendAsync(
                            HttpRequest.newBuilder(node.resolve(GatewayFixture.BASE + "entities"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(err.lines().anyMatch(SlowNode.ARRIVED::equals)).isTrue();
            // Not process.destroy(): that would close its streams too.
            process.toHandle().destroy();
            Awaitility.await().until(() -> !accepts(node.getPort()));
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();

            assertThat(inFlight.join().statusCode()).isEqualTo(200);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** A node whose lists take until a byte comes on standard input. */
    static final class SlowNode {
        static final String ARRIVED = "arrived";

        private SlowNode() {}

        public static void main(String[] args) {
            var entities = new ScriptedEntities(() -> {
                System.err.println(ARRIVED);
                return CompletableFuture.supplyAsync(() -> {
                    try {
                        return new EntityPage(System.in.read() < 0 ? List.of() : List.of(), null);
                    } catch (IOException gone) {
                        throw new IllegalStateException(gone);
                    }
                });
            });
            int code = Main.serve(
                    NodeConfig.load(Map.of("perdure.http.port", 0, "perdure.hub", "default"), Map.of(), null),
                    (given, modules) -> new GatewayFixture.TestEngine(entities, () -> Stages.done("there")),
                    System.out);
            System.exit(code);
        }
    }
}
