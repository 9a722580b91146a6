package io.perdure.gateway;

import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.settings.ServerSettings;
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

    private final ServerBinding binding;
    private final Readiness readiness;
    private final CompletionWaits waits;
    private final Duration drainTimeout;

    private NodeServer(ServerBinding binding, Readiness readiness, CompletionWaits waits, Duration drainTimeout) {
        this.binding = binding;
        this.readiness = readiness;
        this.waits = waits;
        this.drainTimeout = drainTimeout;
    }

    /**
     * Opens the door.
     *
     * @param config everything: {@code perdure.http}, {@code perdure.hub} and {@code akka.http} are read
     * @throws IllegalArgumentException when a setting is wrong
     * @param modules those that are {@link HttpModule}s bring routes
     * @throws StartFailure when the port cannot be had, or a module's routes cannot, naming it and the reason
     */
    static NodeServer start(Config config, Engine engine, List<? extends DurableModule> modules) {
        HttpSettings settings = HttpSettings.of(config);
        checkPort(settings);
        var readiness = new Readiness(
                engine::askStore, settings.readinessInterval(), settings.readinessTimeout(), System::nanoTime);
        var waits = new CompletionWaits(engine.orchestrations());
        Gateway gateway = gateway(config.getString("perdure.hub"), settings, engine, modules, readiness, waits);
        ServerBinding binding = await(
                Http.get(engine.system())
                        .newServerAt(settings.host(), settings.port())
                        .withSettings(serverSettings(config, settings))
                        .bind(gateway::handle),
                settings);
        return new NodeServer(binding, readiness, waits, settings.drainTimeout());
    }

    InetSocketAddress address() {
        return binding.localAddress();
    }

    /** Not ready from now on, no new connections; requests in flight finish, within the drain time-out. */
    @Override
    public void close() {
        readiness.stop();
        waits.stop();
        try {
            binding.terminate(drainTimeout)
                    .toCompletableFuture()
                    .get(drainTimeout.plus(BIND_TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unfinished) {
            LOG.warn("Connections were left open after {}", drainTimeout, unfinished);
        }
    }

    private static Gateway gateway(
            String hub,
            HttpSettings settings,
            Engine engine,
            List<? extends DurableModule> modules,
            Readiness readiness,
            CompletionWaits waits) {
        var client = engine.entities();
        var paths = new EntityPaths(engine);
        var bodies = new Bodies(engine.system(), settings);
        var failures = new Failures(settings.retryAfter());
        var address = new PublicAddress(settings.useForwardedHost(), settings.publicUrl());
        var checkStatus = new CheckStatus(address, hub);
        var status = new InstanceStatus(engine.orchestrations(), address);
        var outcome = new StartOutcome(checkStatus, status, waits, settings.maxRequestTimeout());
        var context = new NodeHttpContext(engine, outcome, checkStatus, address, settings.requestTimeout());
        var router = new Router(
                hub,
                new OrchestrationRoutes(engine.orchestrations(), bodies, settings, status, outcome),
                new EntityEndpoints(client, paths, bodies),
                new EntityCallEndpoint(client, paths, bodies, settings.maxRequestTimeout()),
                new EntityHistoryEndpoint(client, paths, settings.maxPageSize()),
                new EntityListEndpoint(client, settings.maxPageSize()),
                new HealthEndpoints(readiness),
                ModuleRoutes.of(httpModules(modules), context, engine.system(), bodies, failures),
                new SchedulesEndpoint(engine));
        return new Gateway(router, bodies, failures, settings.requestTimeout());
    }

    private static List<HttpModule> httpModules(List<? extends DurableModule> modules) {
        return modules.stream()
                .filter(HttpModule.class::isInstance)
                .map(HttpModule.class::cast)
                .toList();
    }

    /** Settings of ours as they stand in the configuration, and those that follow from others. */
    private static ServerSettings serverSettings(Config config, HttpSettings settings) {
        Config ours = config.getConfig("perdure.http.server").atPath("akka.http.server");
        ServerSettings server = ServerSettings.create(ours.withFallback(config));
        return server
                // Says nothing that a caller needs, and costs bytes in every answer.
                .withServerHeader(Optional.empty())
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
