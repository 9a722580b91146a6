package io.perdure;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Nodes that find each other by perdure.cluster.bootstrap")
class BootstrapTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    private final List<ActorSystem<Void>> systems = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        systems.forEach(ActorSystem::terminate);
        systems.forEach(
                system -> system.getWhenTerminated().toCompletableFuture().join());
        threads.shutdown();
    }

    @Test
    @DisplayName("form one cluster without seeds; their contact points tell addresses and do nothing else")
    void form() throws Exception {
        var ports = freePorts();

        var joins = ports.stream().map(port -> join(port, ports)).toList();
        joins.forEach(CompletableFuture::join);

        assertThat(systems)
                .allSatisfy(system ->
                        assertThat(Cluster.get(system).state().getMembers()).hasSize(2));
        assertThat(status(ports.get(0), "GET", "/bootstrap/seed-nodes")).isEqualTo(200);
        for (String path : List.of("/cluster/members", "/cluster/members/any", "/alive", "/ready", "/bootstrap")) {
            for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
                assertThat(status(ports.get(0), method, path))
                        .as(method + ' ' + path)
                        .isEqualTo(404);
            }
        }
    }

    private CompletableFuture<Void> join(int port, List<Integer> ports) {
        Config all =
                PerdureConfig.withDefaults(ConfigFactory.parseString("""
                perdure.store = postgres
                perdure.cluster.bootstrap { method = config, port = %d, contact-points = ["127.0.0.1:%d", "127.0.0.1:%d"] }
                akka.management.cluster.bootstrap.contact-point-discovery.stable-margin = 1 second
                """.formatted(port, ports.get(0), ports.get(1))));
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "perdure", all);
        systems.add(system);
        var settings = ClusterSettings.of(all.getConfig("perdure"));
        return CompletableFuture.runAsync(
                () -> Bootstrap.join(system, settings, settings.bootstrap().orElseThrow(), SOON), threads);
    }

    private static int status(int port, String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static List<Integer> freePorts() throws IOException {
        try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(one.getLocalPort(), other.getLocalPort());
        }
    }
}
