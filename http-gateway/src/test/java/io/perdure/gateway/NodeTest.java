package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.perdure.DurableModule;
import io.perdure.Registry;
import io.perdure.failures.StoreUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@DisplayName("A node")
class NodeTest {
    private final Map<String, Object> options = new TreeMap<>(Map.of("perdure.http.port", 0, "perdure.hub", "default"));

    @TempDir
    private Path directory;

    @Test
    @DisplayName("starts on a free port and says where it is")
    void starts() {
        try (var node = start(NodeTest::engine)) {
            assertThat(node.url()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*");
        }
    }

    @Test
    @DisplayName("does not listen beyond loopback without keys, unless told loudly")
    void open_door() {
        options.put("perdure.http.host", "0.0.0.0");

        StartFailure refused = failure(NodeTest::engine);

        assertThat(refused.exitCode()).isEqualTo(78);
        assertThat(refused).hasMessageContainingAll("perdure.http.host: 0.0.0.0", "the command line", "allow-insecure");
        options.put("perdure.http.allow-insecure", true);
        try (var node = start(NodeTest::engine)) {
            assertThat(node.url()).startsWith("http://0.0.0.0:");
        }
    }

    @Test
    @DisplayName("with a key listens anywhere, and says that the key is not encrypted on its way")
    void keyed_door() {
        options.put("perdure.http.host", "0.0.0.0");
        options.put("perdure.http.key", "key-0123456789-key");

        try (var log = Logged.everything();
                var node = start(NodeTest::engine)) {
            assertThat(node.url()).startsWith("http://0.0.0.0:");
            assertThat(log.text()).contains("unencrypted", "perdure.http.tls").doesNotContain("key-0123456789-key");
        }
    }

    @Test
    @DisplayName("ends with 69 when the port is in use, and closes what it had opened")
    void port_in_use() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            options.put("perdure.http.port", taken.getLocalPort());
            GatewayFixture.TestEngine engine = engine();

            StartFailure failure = failure(() -> engine);

            assertThat(failure.exitCode()).isEqualTo(69);
            assertThat(failure)
                    .hasMessageContainingAll("perdure.http.port: " + taken.getLocalPort(), "in use", "--port");
            assertThat(engine.system().getWhenTerminated().toCompletableFuture())
                    .isDone();
        }
    }

    @Test
    @DisplayName("says in one line that the port is in use: the log has nothing of it")
    void port_in_use_is_quiet() throws IOException {
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        root.addAppender(lines);
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            options.put("perdure.http.port", taken.getLocalPort());
            failure(NodeTest::engine);
        } finally {
            root.detachAppender(lines);
        }
        assertThat(lines.list)
                .filteredOn(line -> line.getThrowableProxy() != null)
                .isEmpty();
    }

    @Test
    @DisplayName("ends with 69 when the store cannot be opened")
    void store() {
        StartFailure failure = failure(() -> {
            throw new IllegalStateException(new StoreUnavailableException("data/perdure is in use.", null));
        });

        assertThat(failure.exitCode()).isEqualTo(69);
        assertThat(failure).hasMessage("data/perdure is in use.");
    }

    @Test
    @DisplayName("ends with 78 when a setting is wrong, and names key, value and origin")
    void wrong_setting() {
        options.put("perdure.http.max-json-depth", 0);

        assertThat(failure(NodeTest::engine))
                .hasMessage(
                        "perdure.http.max-json-depth: 0 (expected: a whole number, 1 to 1000); set by the command line.");
    }

    @Test
    @DisplayName("ends with 78 when a setting is of another kind")
    void wrong_kind() {
        options.put("perdure.http.port", "many");

        StartFailure failure = failure(NodeTest::engine);

        assertThat(failure.exitCode()).isEqualTo(78);
        assertThat(failure).hasMessageContaining("perdure.http.port");
    }

    @Test
    @DisplayName("ends with 1 for what nobody foresaw")
    void unexpected() {
        assertThat(failure(() -> {
                            throw new UnsupportedOperationException("odd");
                        })
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("ends with 78 when a module is not there, or no jar")
    void no_module() throws IOException {
        options.put("perdure.modules", List.of(directory.resolve("none.jar").toString()));
        assertThat(failure(NodeTest::engine)).hasMessageContainingAll("none.jar", "does not exist");

        Path text = Files.writeString(directory.resolve("text.jar"), "no jar");
        options.put("perdure.modules", List.of(text.toString()));
        assertThat(failure(NodeTest::engine).exitCode()).isEqualTo(78);
        assertThat(failure(NodeTest::engine)).hasMessageContaining("text.jar");
    }

    @Test
    @DisplayName("loads the modules that a directory of classes names")
    void module() throws IOException {
        module(GoodModule.class.getName());
        try (var modules = Modules.load(List.of(directory.toString()))) {
            assertThat(modules.found()).singleElement().isInstanceOf(GoodModule.class);
        }
    }

    @Test
    @DisplayName("ends with 78 when a module cannot be made, and says which and why")
    void broken_module() throws IOException {
        module(BrokenModule.class.getName());
        options.put("perdure.modules", List.of(directory.toString()));
        assertThat(failure(NodeTest::engine)).hasMessageContainingAll("BrokenModule", "no license");

        module("io.nowhere.Missing");
        assertThat(failure(NodeTest::engine)).hasMessageContaining("io.nowhere.Missing");
    }

    private void module(String name) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(DurableModule.class.getName()), name);
    }

    private Node start(Supplier<Engine> engine) {
        return Node.start(NodeConfig.load(options, Map.of(), null), (given, modules) -> engine.get());
    }

    private StartFailure failure(Supplier<Engine> engine) {
        return StartFailure.of(catchThrowable(() -> start(engine).close()));
    }

    private static GatewayFixture.TestEngine engine() {
        return new GatewayFixture.TestEngine(
                ScriptedEntities.failing(new IllegalStateException("nobody asks")), () -> Stages.done("there"));
    }

    /** Registers nothing. */
    public static final class GoodModule implements DurableModule {
        @Override
        public void register(Registry registry) {}
    }

    /** Cannot be made. */
    public static final class BrokenModule implements DurableModule {
        public BrokenModule() {
            throw new IllegalStateException("no license");
        }

        @Override
        public void register(Registry registry) {}
    }
}
