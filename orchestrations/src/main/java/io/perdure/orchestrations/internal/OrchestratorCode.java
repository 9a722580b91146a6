package io.perdure.orchestrations.internal;

import io.perdure.entities.internal.Failures;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.Orchestrator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of an orchestrator's code on its thread, from its first event to its end. */
final class OrchestratorCode {
    private final OrchestratorDefinition definition;
    private final String instanceId;
    private final List<HistoryEvent> history;
    private final Values values;
    private final EngineSettings settings;

    /** @param history what the code has been through before; empty for a new execution */
    OrchestratorCode(
            OrchestratorDefinition definition,
            String instanceId,
            List<HistoryEvent> history,
            Values values,
            EngineSettings settings) {
        this.definition = definition;
        this.instanceId = instanceId;
        this.history = history;
        this.values = values;
        this.settings = settings;
    }

    Turn.Result run(OrchestratorThread turns) {
        String who = "orchestrator '%s' instance '%s'".formatted(definition.name(), instanceId);
        var playback = new Playback(history);
        playback.add(turns.first().events());
        var execution = new Execution(turns, playback, new ActionLog(who, history, settings.maxActions()));
        return execution.end(outcome(execution));
    }

    @SuppressWarnings("NullAway") // an input may be null (O-28)
    private Turn.Ending outcome(Execution execution) {
        try {
            var started = execution.begin();
            var context = new DefaultContext(execution, started, instanceId, values, settings);
            Orchestrator<@Nullable Object, @Nullable Object> orchestrator =
                    definition.factory().get();
            String what = "orchestrator '%s'".formatted(started.name());
            Object input = values.readStart(started.input(), definition.input(), "Input of " + what);
            return new Turn.Completed(values.write(orchestrator.run(context, input), "Result of " + what));
        } catch (StoppedError stopped) {
            return execution.ending(stopped);
        } catch (Throwable failure) {
            if (Failures.isFatal(failure)) {
                return new Turn.Lost(failure);
            }
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return new Turn.Failed(Failures.describe(failure), execution.causeOf(failure));
        }
    }
}
