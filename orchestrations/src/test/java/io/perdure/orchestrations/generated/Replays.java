package io.perdure.orchestrations.generated;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.orchestrations.generated.Interpreter.Baggage;
import io.perdure.orchestrations.generated.Run.Told;
import io.perdure.orchestrations.internal.Activities;
import io.perdure.orchestrations.internal.Definitions;
import io.perdure.orchestrations.internal.Engine;
import io.perdure.orchestrations.internal.EngineSettings;
import io.perdure.orchestrations.internal.HistoryFile;
import io.perdure.orchestrations.internal.ReplayCheck;
import io.perdure.orchestrations.internal.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Replays what a run has exported, with its program or with another. */
final class Replays implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final EngineSettings SETTINGS =
            EngineSettings.of(ConfigFactory.defaultReference().resolve().getConfig("perdure"));
    private static final Activities NONE = (call, done) -> {
        throw new AssertionError("A replay runs an activity: " + call);
    };

    private final Engine engine;
    private final Map<String, String> outputs = new ConcurrentHashMap<>();

    Replays(Program program) {
        var definitions = new Definitions();
        program.all()
                .forEach(each -> definitions.orchestrator(each.name(), Baggage.class, (context, baggage) -> {
                    var interpreter = new Interpreter(context, each, baggage, new Lines().logger());
                    try {
                        List<String> lines = interpreter.run();
                        outputs.put(context.instanceId(), MAPPER.writeValueAsString(lines));
                        return lines;
                    } catch (RuntimeException e) {
                        outputs.put(context.instanceId(), String.valueOf(e.getMessage()));
                        throw e;
                    }
                }));
        engine = new Engine(definitions, SETTINGS, NONE, Threads.forOrchestrators());
    }

    /** Why a history does not replay; null when it does, to the very same output. */
    @Nullable
    String fault(String id, Told told) {
        var file = HistoryFile.parse(told.exported());
        if (file.name() == null) {
            return null; // ended before it began
        }
        try {
            new ReplayCheck(engine, Duration.ofMinutes(1)).run(file);
        } catch (RuntimeException differs) {
            return "%s does not replay: %s".formatted(id, differs.getMessage());
        }
        String output = outputs.getOrDefault(id, "");
        boolean same = told.status() == RuntimeStatus.Completed
                ? told.output().equals(output)
                : told.status() != RuntimeStatus.Failed || told.output().contains(output);
        return same
                ? null
                : "%s replays to another output%n    then: %s%n    now:  %s".formatted(id, told.output(), output);
    }

    static List<String> of(Run run) {
        var faults = new ArrayList<String>();
        try (var replays = new Replays(run.one().program())) {
            run.instances().forEach((id, told) -> {
                // A termination may come with an event that the code has not seen any more.
                if (!(run.one().crowded() && told.status() == RuntimeStatus.Terminated)) {
                    String fault = replays.fault(id, told);
                    if (fault != null) {
                        faults.add(fault);
                    }
                }
            });
        }
        return faults;
    }

    @Override
    public void close() {
        engine.close();
    }
}
