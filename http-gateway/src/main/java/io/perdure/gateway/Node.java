package io.perdure.gateway;

import com.typesafe.config.Config;
import io.perdure.DurableModule;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node: modules, engine, door; opened in this order and closed in the opposite one. */
final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final HttpSecurity security;
    private final Modules modules;
    private final Engine engine;
    private final NodeServer server;
    private final String host;

    private Node(HttpSecurity security, Modules modules, Engine engine, NodeServer server, String host) {
        this.security = security;
        this.modules = modules;
        this.engine = engine;
        this.server = server;
        this.host = host;
    }

    /** How the engine is started: the real one, or a test's. */
    @FunctionalInterface
    interface EngineStarter {
        Engine start(Config given, List<DurableModule> modules);
    }

    /** Starts everything, or nothing: what was opened before a failure is closed again. */
    static Node start(NodeConfig config, EngineStarter starter) {
        // Before anything is opened: wrong settings must not cost a start of the engine.
        ConfigCheck.pass(config);
        HttpSettings settings = HttpSettings.of(config.full());
        config.unknownProperties().forEach(key -> LOG.warn("Unknown system property, ignored: {}", key));
        HttpSecurity security = HttpSecurity.start(config.full());
        Modules modules = null;
        Engine engine = null;
        try {
            modules = Modules.load(config.full().getStringList(NodeConfig.MODULES));
            engine = starter.start(KeySettings.removed(config.given()), modules.found());
            var server = NodeServer.start(KeySettings.removed(config.full()), security, engine, modules.found());
            return new Node(security, modules, engine, server, settings.host());
        } catch (RuntimeException failure) {
            closed("engine", engine);
            closed("modules", modules);
            closed("security", security);
            throw failure;
        }
    }

    /** Where it listens, as a URL that a client on this machine can use. */
    String url() {
        InetSocketAddress bound = server.address();
        boolean bare = bound.getAddress() instanceof Inet6Address && host.indexOf(':') >= 0 && !host.startsWith("[");
        return String.format(
                Locale.ROOT,
                "%s://%s:%d",
                security.tls() == null ? "http" : "https",
                bare ? '[' + host + ']' : host,
                bound.getPort());
    }

    /** Calls back when the actor system ends by itself: a node without one must not look alive. */
    void onLost(Runnable lost) {
        engine.system().getWhenTerminated().whenCompleteAsync((done, failure) -> lost.run(), Runnable::run);
    }

    /** Drains: requests in flight are answered, then what was accepted is completed. */
    @Override
    public void close() {
        LOG.info("Stopping");
        closed("server", server);
        closed("engine", engine);
        closed("modules", modules);
        closed("security", security);
        LOG.info("Stopped");
    }

    /** A part that fails to close must not keep the others open. */
    private static void closed(String part, @Nullable AutoCloseable closeable) {
        if (closeable == null) {
            return;
        }
        try {
            closeable.close();
        } catch (Exception failure) {
            LOG.error("The {} did not close cleanly", part, failure);
        }
    }
}
