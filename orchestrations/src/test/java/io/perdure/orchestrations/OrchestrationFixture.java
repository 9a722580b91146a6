package io.perdure.orchestrations;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import io.perdure.entities.internal.DefaultEntityClient;
import io.perdure.entities.internal.EntityClientSettings;
import io.perdure.entities.internal.EntityLogic;
import io.perdure.entities.internal.EntityRegistryImpl;
import io.perdure.entities.internal.EntitySettings;
import io.perdure.entities.internal.Json;
import io.perdure.failures.OutcomeUnknownException;
import io.perdure.kernel.MemoryKernel;
import io.perdure.orchestrations.internal.DefaultOrchestrationClient;
import io.perdure.orchestrations.internal.Definitions;
import io.perdure.orchestrations.internal.Engine;
import io.perdure.orchestrations.internal.EngineSettings;
import io.perdure.orchestrations.internal.OrchestrationClientSettings;
import io.perdure.orchestrations.internal.OrchestrationLogic;
import io.perdure.orchestrations.internal.Threads;
import io.perdure.orchestrations.internal.activities.ActivitySettings;
import io.perdure.orchestrations.internal.activities.LocalActivities;
import io.perdure.orchestrations.internal.http.HttpActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real engine, with entities, on the kernel in memory: time stands still until {@link #advance}, and nothing is under way
 * when a method returns. A name that is given other code gets it as in a deployment, from the next replay on.
 */
final class OrchestrationFixture implements AfterEachCallback {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    /** Runs all tests with a crash after each commit of an orchestration: what they claim must hold all the same. */
    private static final boolean CRASHING = Boolean.getBoolean("perdure.rules.crash");

    private static final Config REFERENCE = ConfigFactory.defaultReference().resolve();
    private static final Executor ORCHESTRATORS = Threads.forOrchestrators();
    private static final Executor ENTITIES = Executors.newFixedThreadPool(2, Threads.daemons("test-entity-"));

    /** An orchestrator in a test, which reads its input by its context if it has one. */
    interface Code {
        @Nullable
        Object run(OrchestrationContext context) throws Exception;
    }

    /** An activity in a test. */
    interface Work<I> {
        @Nullable
        Object run(I input) throws Exception;
    }

    final EntityRegistryImpl entityRegistry = new EntityRegistryImpl();

    private final Definitions definitions = new Definitions();
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final Map<String, Work<?>> works = new ConcurrentHashMap<>();
    private final Map<String, List<Call>> calls = new ConcurrentHashMap<>();
    private final List<String> settings = new ArrayList<>();
    private @Nullable Running running;

    /** One run of an activity. */
    record Call(@Nullable Object input, ActivityContext context) {}

    private record Running(
            MemoryKernel kernel,
            LocalActivities local,
            HeldActivities held,
            Engine engine,
            OrchestrationClient client,
            EntityClient entities) {}

    // ---- what is deployed

    OrchestrationFixture orchestrator(String name, Code code) {
        if (codes.put(name, code) == null) {
            definitions.orchestrator(
                    name, Object.class, (context, input) -> code(name).run(context));
        }
        return this;
    }

    private Code code(String name) {
        Code code = codes.get(name);
        assertThat(code).isNotNull();
        return code;
    }

    /** Counts its runs, see {@link #calls}. */
    <I> OrchestrationFixture activity(String name, Class<I> input, Work<I> work) {
        if (works.put(name, work) == null) {
            calls.put(name, new CopyOnWriteArrayList<>());
            definitions.activity(name, input, (context, value) -> {
                calls(name).add(new Call(value, context));
                @SuppressWarnings("unchecked")
                var current = (Work<Object>) works.get(name);
                return current.run(value);
            });
        }
        return this;
    }

    /** Gives back its input. */
    OrchestrationFixture echo() {
        return activity("Echo", Object.class, input -> input);
    }

    /** An activity that runs until the test ends it by {@link #held}. */
    OrchestrationFixture heldActivity(String name) {
        return activity(name, Object.class, input -> {
            throw new AssertionError("is held");
        });
    }

    /** The runs so far of an activity. */
    List<Call> calls(String activity) {
        return calls.get(activity);
    }

    /** For modules, classes and whatever the short forms do not give. */
    Definitions definitions() {
        return definitions;
    }

    OrchestrationFixture setting(String line) {
        settings.add(line);
        return this;
    }

    // ---- what runs

    private Running running() {
        if (running == null) {
            running = begin();
        }
        return running;
    }

    private Running begin() {
        Config perdure = (settings.isEmpty()
                        ? REFERENCE
                        : ConfigFactory.parseString(String.join("\n", settings))
                                .withFallback(ConfigFactory.parseString("perdure.memory.patience = 10 seconds"))
                                .withFallback(ConfigFactory.defaultReference())
                                .resolve())
                .getConfig("perdure");
        definitions.builtIn(new HttpActivity(perdure));
        var kernel = new MemoryKernel(perdure, NOON);
        var local = new LocalActivities(
                definitions::activity, definitions.activityNames(), new Json(), ActivitySettings.of(perdure));
        var held = new HeldActivities(kernel, local);
        var engine = new Engine(definitions, EngineSettings.of(perdure), held, ORCHESTRATORS);
        kernel.serve(new EntityLogic(entityRegistry, EntitySettings.of(perdure), ENTITIES));
        kernel.serve(new OrchestrationLogic(engine));
        if (CRASHING) {
            kernel.afterCommit((address, version) -> {
                if (address.kind().equals("orchestration")) {
                    kernel.crash();
                }
            });
        }
        return new Running(
                kernel,
                local,
                held,
                engine,
                new DefaultOrchestrationClient(
                        kernel.client(), OrchestrationClientSettings.of(perdure), definitions::missing),
                new DefaultEntityClient(kernel.client(), EntityClientSettings.of(perdure), entityRegistry::missing));
    }

    OrchestrationClient client() {
        return running().client();
    }

    EntityClient entities() {
        return running().entities();
    }

    MemoryKernel kernel() {
        return running().kernel();
    }

    Engine engine() {
        return running().engine();
    }

    /** Calls of an activity that run until the test ends them; from now on they do. */
    HeldActivities held(String name) {
        return running().held().hold(name);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (running != null) {
            running.kernel().close();
            running.local().close();
            running.engine().close();
        }
    }

    // ---- what a test does

    RunUnderTest start(String orchestrator) {
        return start(orchestrator, null);
    }

    RunUnderTest start(String orchestrator, @Nullable Object input) {
        return start(orchestrator, input, InstanceOptions.DEFAULT);
    }

    /** Starts it and lets it come as far as it can. */
    RunUnderTest start(String orchestrator, @Nullable Object input, InstanceOptions options) {
        String id = options.instanceId() == null ? "test-" + orchestrator : options.instanceId();
        order(client().start(orchestrator, input, options.withInstanceId(id)));
        return instance(id);
    }

    RunUnderTest instance(String id) {
        return new RunUnderTest(this, id);
    }

    /** Runs it to its end, skipping time, and gives its output as JSON text. */
    @Nullable
    String run(String orchestrator, @Nullable Object input) {
        return start(orchestrator, input).end().outputJson();
    }

    /** Runs code without input to its end. */
    RunUnderTest run(Code code) {
        return orchestrator("Test", code).start("Test").end();
    }

    /** Waits until nothing is under way. */
    void settle() {
        kernel().awaitIdle();
    }

    void advance(Duration by) {
        kernel().advance(by);
    }

    /** All instances lose what is not journaled; the next thing that happens to them is preceded by a replay. */
    void crash() {
        settle();
        kernel().crash();
        settle();
    }

    /** State of an entity as JSON text; null when there is none. */
    @Nullable
    String entity(EntityId id) {
        settle();
        return get(entities().readJson(id)).orElse(null);
    }

    /** Waits until the order has been taken, and all that follows has happened. */
    void order(CompletableFuture<?> order) {
        try {
            get(order);
        } catch (OutcomeUnknownException crashed) {
            assertThat(CRASHING).describedAs("unexpected: %s", crashed).isTrue();
        }
        settle();
    }

    <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("No answer", e);
        }
    }
}
