package io.perdure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.JoinSeedNodes;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.entities.EntityId;
import io.perdure.kernel.Membership;
import io.perdure.kernel.store.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@DisplayName("Nodes with perdure.cluster.tls")
class ClusterTlsTest {
    private static final String HOST = "127.0.0.1";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static TestAuthority authority;
    private static TestAuthority stranger;

    private final List<ActorSystem<Void>> systems = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private ActorSystem<Void> member;

    @BeforeAll
    static void certify() {
        authority = TestAuthority.in(directory.resolve("ours"), HOST, "another.example");
        stranger = TestAuthority.in(directory.resolve("theirs"), HOST);
    }

    @BeforeEach
    void form() {
        log.start();
        rootLogger().addAppender(log);
        member = start(authority.settings(HOST));
        Membership.join(member, List.of(addressOf(member)), SOON);
    }

    @AfterEach
    void end() {
        systems.forEach(ActorSystem::terminate);
        systems.forEach(
                system -> system.getWhenTerminated().toCompletableFuture().join());
        rootLogger().detachAppender(log);
    }

    @Test
    @DisplayName("let a node in that has a certificate of their authority for its host")
    void good() {
        var joining = start(authority.settings(HOST));

        Membership.join(joining, List.of(addressOf(member)), SOON);

        assertThat(Cluster.get(joining).state().getMembers()).hasSize(2);
    }

    @Test
    @DisplayName("call each other's entities")
    void entities() throws IOException {
        Config shared = authority
                .settings(HOST)
                .withFallback(
                        ConfigFactory.parseString("perdure.cluster.seeds = [\"%s:%d\"]".formatted(HOST, freePort())))
                .withFallback(TestPostgres.freshDatabase());
        String seed = shared.getStringList("perdure.cluster.seeds").get(0);
        DurableModule module = registry -> registry.entity(EmbeddedTest.Counter.class);
        Config first = ConfigFactory.parseMap(Map.of("perdure.cluster.port", seed.substring(seed.indexOf(':') + 1)));
        Config second = ConfigFactory.parseMap(Map.of("perdure.cluster.port", freePort()));
        try (var one = Perdure.builder()
                        .modules(List.of(module))
                        .config(first.withFallback(shared))
                        .start();
                var other = Perdure.builder()
                        .modules(List.of(module))
                        .config(second.withFallback(shared))
                        .start()) {
            for (int key = 0; key < 20; key++) {
                var counter = EntityId.of("Counter", "k" + key);
                one.entities().call(counter, "add", 1, Integer.class).join();
                assertThat(other.entities()
                                .call(counter, "add", 1, Integer.class)
                                .join())
                        .isEqualTo(2);
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    @DisplayName("let none in with a certificate of their authority for another host")
    void another_host() {
        assertRefused(
                authority.careless("another.example"), "No subject alternative names matching IP address 127.0.0.1");
    }

    @Test
    @DisplayName("let none in with a certificate of another authority")
    void another_authority() {
        assertRefused(stranger.careless(HOST), "Received fatal alert: certificate_unknown");
    }

    @Test
    @DisplayName("let none in without a certificate")
    void no_certificate() {
        assertRefused(authority.anonymous(), "Received fatal alert: bad_certificate");
    }

    @Test
    @DisplayName("let none in that talks without TLS")
    void plain() {
        assertRefused(
                ConfigFactory.parseString("akka.remote.artery.advanced.handshake-timeout = 3 seconds"),
                "HandshakeTimeoutException");
    }

    @Test
    @DisplayName("do not start with a certificate for another host; the line says which setting, and what it names")
    void own_certificate() {
        Config wrong =
                ConfigFactory.parseString("perdure.cluster.host = localhost").withFallback(authority.settings(HOST));

        assertThat(catchThrowable(() -> start(wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("perdure.cluster.tls.certificate: " + directory)
                .hasMessageContaining("one for \"localhost\", the value of perdure.cluster.host")
                .hasMessageContaining("No name matching localhost found");
    }

    /** Whoever it is, Akka's own engine takes it for good on the other side. */
    private void assertRefused(Config config, String reason) {
        var joining = start(config);

        Cluster.get(joining).manager().tell(new JoinSeedNodes(List.of(addressOf(member))));

        Awaitility.await()
                .atMost(SOON)
                .until(() -> List.copyOf(log.list).stream()
                        .anyMatch(event -> event.getFormattedMessage().contains(reason)));
        assertThat(Cluster.get(joining).selfMember().status()).isEqualTo(MemberStatus.removed());
        assertThat(Cluster.get(member).state().getMembers()).hasSize(1);
    }

    private ActorSystem<Void> start(Config config) {
        Config all = config.withFallback(
                ConfigFactory.parseString("akka { loggers = [\"akka.event.slf4j.Slf4jLogger\"], loglevel = DEBUG }"));
        systems.add(ActorSystem.create(Behaviors.empty(), "perdure", PerdureConfig.withDefaults(all)));
        return systems.get(systems.size() - 1);
    }

    private static Address addressOf(ActorSystem<?> system) {
        return Cluster.get(system).selfMember().address();
    }

    private static Logger rootLogger() {
        return (Logger) LoggerFactory.getLogger("akka");
    }
}
