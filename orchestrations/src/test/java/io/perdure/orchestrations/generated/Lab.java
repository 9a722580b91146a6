package io.perdure.orchestrations.generated;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.entities.EntityId;
import io.perdure.entities.internal.EntityLogic;
import io.perdure.entities.internal.EntityMessages;
import io.perdure.entities.internal.EntityRegistryImpl;
import io.perdure.entities.internal.EntitySettings;
import io.perdure.failures.OutcomeUnknownException;
import io.perdure.kernel.Address;
import io.perdure.kernel.MemoryKernel;
import io.perdure.kernel.Message;
import io.perdure.kernel.Outcome;
import io.perdure.kernel.Response;
import io.perdure.orchestrations.generated.Case.Deed;
import io.perdure.orchestrations.internal.Definitions;
import io.perdure.orchestrations.internal.Engine;
import io.perdure.orchestrations.internal.EngineSettings;
import io.perdure.orchestrations.internal.OrchestrationDelta;
import io.perdure.orchestrations.internal.OrchestrationLogic;
import io.perdure.orchestrations.internal.OrchestrationMessages;
import io.perdure.orchestrations.internal.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/** Runs cases: the real kernel core and the real engine, in virtual time, from the first deed to the end of all timers. */
final class Lab {
    private static final Config SHARED = ConfigFactory.parseString("perdure.memory.patience = 20 seconds")
            .withFallback(ConfigFactory.defaultReference())
            .resolve()
            .getConfig("perdure");
    private static final Map<Integer, Config> BY_LIVE = new HashMap<>();
    private static final Executor THREADS = Threads.forOrchestrators();

    private static final int MOST_FLOOD = 80;
    private static final int FLOOD_PAUSE = 800_000;

    private Lab() {}

    static Run run(Case one, Crashes crashes) {
        return run(one, crashes, (address, outcome) -> outcome);
    }

    /** @param change what is to become of an orchestration's step; for planted bugs */
    static Run run(
            Case one,
            Crashes crashes,
            BiFunction<Address, Outcome<OrchestrationDelta>, Outcome<OrchestrationDelta>> change) {
        Config config = config(crashes.maxLive());
        var lines = new Lines();
        try (var kernel = new MemoryKernel(config, Case.BEGINNING);
                var engine = new Engine(
                        definitions(one.program(), lines), EngineSettings.of(config), new Works(kernel), THREADS)) {
            var entities = new EntityRegistryImpl();
            entities.entity(Ledger.NAME, new Ledger());
            var entityLogic = new EntityLogic(entities, EntitySettings.of(config), Runnable::run);
            kernel.serve(entityLogic).serve(new Turnwise<>(new OrchestrationLogic(engine), change));
            var commits = crashes.on(kernel);
            world(kernel, one);
            kernel.advance(Duration.ofMillis(Case.END));
            return Run.of(kernel, config, one, crashes, commits, lines.all());
        }
    }

    private static synchronized Config config(int maxLive) {
        return BY_LIVE.computeIfAbsent(
                maxLive,
                live -> ConfigFactory.parseString("orchestrations.max-live = " + live)
                        .withFallback(SHARED));
    }

    /** The program and all that it runs, each under its name. */
    static Definitions definitions(Program program, Lines lines) {
        var definitions = new Definitions();
        program.all()
                .forEach(each -> definitions.orchestrator(
                        each.name(),
                        Interpreter.Baggage.class,
                        (context, baggage) -> new Interpreter(context, each, baggage, lines.logger()).run()));
        return definitions;
    }

    // ---- the world outside

    private static void world(MemoryKernel kernel, Case one) {
        var root = OrchestrationMessages.addressOf(Case.ROOT);
        for (String key : Case.ENTITIES) {
            var entity = EntityMessages.addressOf(EntityId.of(Ledger.NAME, key));
            ask(kernel, entity, "open", Message.of(EntityMessages.SIGNAL, Ledger.ADD, "\"opened\""));
        }
        ask(
                kernel,
                root,
                "start",
                Message.of(OrchestrationMessages.START, one.program().name(), null));
        var byTime = new TreeMap<Integer, List<Deed>>();
        one.deeds()
                .forEach(deed -> byTime.computeIfAbsent(deed.at(), at -> new ArrayList<>())
                        .add(deed));
        // Those of one time come in one go: while the first is worked on the others gather, for one step.
        byTime.forEach((at, deeds) -> kernel.at(Case.BEGINNING.plusMillis(at), () -> {
            for (int i = 0; i < deeds.size(); i++) {
                Deed deed = deeds.get(i);
                ask(kernel, root, at + " " + i, Message.of(deed.verb(), deed.name(), deed.body()));
            }
        }));
        kernel.at(Case.BEGINNING.plusMillis(Case.FLOOD), () -> flood(kernel, 0));
    }

    /** Events for who still waits for one, until the root has ended and refuses them. */
    private static void flood(MemoryKernel kernel, int number) {
        String event = Case.EVENTS.get(number % Case.EVENTS.size());
        var message = Message.of(OrchestrationMessages.EVENT, event, "\"late\"");
        var unused = ask(kernel, OrchestrationMessages.addressOf(Case.ROOT), "flood " + number, message)
                .thenAccept(response -> {
                    if (response.failure() == null && number < MOST_FLOOD) {
                        kernel.at(kernel.now().plusMillis(FLOOD_PAUSE), () -> flood(kernel, number + 1));
                    }
                });
    }

    /** As a client does that wants to be sure: with an id, and again when it does not know what came of it. */
    private static CompletableFuture<Response> ask(MemoryKernel kernel, Address to, String id, Message message) {
        return kernel.client().request(to, message, id, null).exceptionallyCompose(failure -> {
            if (failure instanceof OutcomeUnknownException) {
                return ask(kernel, to, id, message);
            }
            return CompletableFuture.failedFuture(failure);
        });
    }
}
