package io.perdure.gateway;

import akka.NotUsed;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.ServerBuilder;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.settings.ServerSettings;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import com.typesafe.config.Config;
import io.perdure.DurableModule;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open door: a bound port and everything behind it. Does not own the engine. */
final class NodeServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeServer.class);
    private static final Duration BIND_TIMEOUT = Duration.ofSeconds(10);
    /** A connection must outlive the longest request on it: closed as idle, it would swallow the answer. */
    private static final Duration IDLE_MARGIN = Duration.ofSeconds(30);

    /** For connections that have no work. */
    private static final Duration LEAST_DRAIN = Duration.ofMillis(100);

    private final ServerBinding binding;
    private final Connections connections;
    private final Readiness readiness;
    private final CompletionWaits waits;
    private final ChangeStreams streams;
    private final Deadlines deadlines;
    private final Duration leavePause;
    private final Duration drainTimeout;

    private NodeServer(
            ServerBinding binding,
            Connections connections,
            Readiness readiness,
            CompletionWaits waits,
            ChangeStreams streams,
            Deadlines deadlines,
            Duration leavePause,
            Duration drainTimeout) {
        this.binding = binding;
        this.connections = connections;
        this.readiness = readiness;
        this.waits = waits;
        this.streams = streams;
        this.deadlines = deadlines;
        this.leavePause = leavePause;
        this.drainTimeout = drainTimeout;
    }

    /**
     * Opens the door.
     *
     * @param security who may use it
     * @param config everything: {@code perdure.http}, {@code perdure.hub} and {@code akka.http} are read
     * @throws IllegalArgumentException when a setting is wrong
     * @param modules those that are {@link HttpModule}s bring routes
     * @throws StartFailure when the port cannot be had, or a module's routes cannot, naming it and the reason
     */
    static NodeServer start(
            Config config, HttpSecurity security, Engine engine, List<? extends DurableModule> modules) {
        HttpSettings settings = HttpSettings.of(config);
        DoorLimits limits = DoorLimits.of(config);
        checkPort(settings);
        var readiness = new Readiness(
                engine::isMember,
                engine::askStore,
                settings.readinessInterval(),
                settings.readinessTimeout(),
                System::nanoTime);
        var waits = new CompletionWaits(engine.orchestrations());
        var streams = new ChangeStreams(engine.orchestrations(), ChangeSettings.of(config));
        var deadlines = new Deadlines(engine.system());
        Gateway gateway = GatewayAssembly.of(
                config, settings, limits, security, engine, modules, readiness, waits, streams, deadlines);
        ServerSettings server = serverSettings(config, settings);
        var connections = new Connections();
        ServerBuilder door = Http.get(engine.system()).newServerAt(settings.host(), settings.port());
        Tls tls = security.tls();
        ServerBinding binding = await(
                (tls == null ? door : door.enableHttps(tls.connections()))
                        .withSettings(server)
                        .bindFlow(connection(gateway, limits, connections, server.getPipeliningLimit())),
                settings);
        return new NodeServer(
                binding,
                connections,
                readiness,
                waits,
                streams,
                deadlines,
                settings.leavePause(),
                settings.drainTimeout());
    }

    InetSocketAddress address() {
        return binding.localAddress();
    }

    /**
     * Not ready from now on, and after a pause, in which load balancers notice, no new connections; requests in flight finish, within the drain time-out. Their connections
     * close behind the answers: akka-http, told to terminate, may close one with an answer still on its way.
     */
    @Override
    public void close() {
        if (!readiness.stop()) {
            pause();
        }
        long since = System.nanoTime();
        connections.close();
        try {
            binding.unbind().toCompletableFuture().get(BIND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            waits.stop();
            streams.stop();
            connections.awaitQuiet(drainTimeout);
            Duration left = drainTimeout.minusNanos(System.nanoTime() - since);
            binding.terminate(left.compareTo(LEAST_DRAIN) < 0 ? LEAST_DRAIN : left)
                    .toCompletableFuture()
                    .get(drainTimeout.plus(BIND_TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unfinished) {
            LOG.warn("Connections were left open after {}", drainTimeout, unfinished);
        }
        deadlines.close();
    }

    private void pause() {
        try {
            Thread.sleep(leavePause.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt(); // the rest goes without waiting
        }
    }

    /** One for each connection: its guard, then the gateway for all. */
    private static Flow<HttpRequest, HttpResponse, NotUsed> connection(
            Gateway gateway, DoorLimits limits, Connections connections, int pipelining) {
        return BidiFlow.fromGraph(new ConnectionGuard(limits, connections))
                .join(Flow.of(HttpRequest.class).mapAsync(pipelining, gateway::handle));
    }

    /** Settings of ours as they stand in the configuration, and those that follow from others. */
    private static ServerSettings serverSettings(Config config, HttpSettings settings) {
        Config ours = config.getConfig("perdure.http.server").atPath("akka.http.server");
        ServerSettings server = ServerSettings.create(ours.withFallback(config));
        return server
                // Says nothing that a caller needs, and costs bytes in every answer.
                .withServerHeader(Optional.empty())
                // For the audit log.
                .withRemoteAddressAttribute(true)
                .withParsingErrorHandler(ParseErrors.class.getName())
                // Bodies are measured where they are read, so that the refusal has our shape.
                .withParserSettings(server.getParserSettings().withMaxContentLength(Long.MAX_VALUE))
                .withTimeouts(server.getTimeouts()
                        .withIdleTimeout(toScala(settings.maxRequestTimeout()
                                .plus(settings.requestTimeout())
                                .plus(IDLE_MARGIN)))
                        // Off: its answer would be a 503, as if nothing had been done. The gateway keeps time itself.
                        .withRequestTimeout(scala.concurrent.duration.Duration.Inf()));
    }

    /** Asks first: akka-http would say the same, but logs it with its stack before anybody can say it in a line. */
    private static void checkPort(HttpSettings settings) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException taken) {
            throw notToBeHad(settings, taken);
        }
    }

    private static StartFailure notToBeHad(HttpSettings settings, Throwable why) {
        return StartFailure.unavailable(
                "perdure.http.port: %d on %s cannot be had: %s. Choose another with --port; 0 takes a free one."
                        .formatted(settings.port(), settings.host(), rootMessage(why)));
    }

    private static scala.concurrent.duration.Duration toScala(Duration duration) {
        return scala.concurrent.duration.Duration.create(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ServerBinding await(CompletionStage<ServerBinding> binding, HttpSettings to) {
        try {
            return binding.toCompletableFuture().get(BIND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while binding.", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw notToBeHad(to, failed);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
