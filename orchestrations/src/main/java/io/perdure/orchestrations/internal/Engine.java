package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.HistoryEvent;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What the orchestrations of a node share. Thread-safe. */
public final class Engine implements AutoCloseable {
    final Definitions definitions;
    final EngineSettings settings;
    final Activities activities;
    final Values values;
    private final Executor threads;
    private final LiveThreads live;
    private final Gate gate;
    private final StuckWatch stuck;

    /** @param threads runs each orchestrator on a thread of its own, at once */
    public Engine(Definitions definitions, EngineSettings settings, Activities activities, Executor threads) {
        this.definitions = definitions;
        this.settings = settings;
        this.activities = activities;
        this.threads = threads;
        values = new Values(settings.maxPayloadBytes());
        live = new LiveThreads(settings.maxLive());
        gate = new Gate(settings.maxConcurrent());
        stuck = new StuckWatch(settings.stuckAfter(), settings.failStuckAfter());
    }

    /** An orchestrator that has been through a history, or is new. */
    OrchestratorThread open(OrchestratorDefinition definition, String instanceId, List<HistoryEvent> history) {
        var code = new OrchestratorCode(definition, instanceId, history, values, settings);
        String who = "Orchestrator '%s' instance '%s'".formatted(definition.name(), instanceId);
        return new OrchestratorThread(who, threads, code::run);
    }

    /**
     * Gives an orchestrator a turn, as soon as fewer than the limit run.
     *
     * @param evicted gets the turn when the orchestrator has left memory meanwhile
     */
    void resume(OrchestratorThread thread, Turn turn, java.util.function.Consumer<Turn> evicted) {
        gate.enter(() -> {
            live.used(thread);
            stuck.begins(thread);
            var counted = new Turn(turn.events(), turn.now(), result -> {
                stuck.ends(thread);
                if (result.ending() != null) {
                    live.gone(thread);
                }
                gate.leave();
                turn.done().accept(result);
            });
            try {
                if (!thread.give(counted)) {
                    didNotRun(thread);
                    evicted.accept(turn);
                }
            } catch (RuntimeException | Error noThread) {
                didNotRun(thread);
                turn.done().accept(new Turn.Result(new Turn.Lost(noThread)));
            }
        });
    }

    private void didNotRun(OrchestratorThread thread) {
        stuck.ends(thread);
        live.gone(thread);
        gate.leave();
    }

    /** Why no instance starts here at present; null when it may. */
    @Nullable
    String tooMuchToStart() {
        return settings.startLimit().refusal(activities.waiting(), gate.waiting());
    }

    void abandon(@Nullable OrchestratorThread thread) {
        if (thread != null && thread.abandon()) {
            live.gone(thread);
        }
    }

    /** Orchestrators in memory, at rest or running. */
    public int liveOrchestrators() {
        return live.size();
    }

    /** Orchestrators that were reported as stuck so far. */
    public long stuckReports() {
        return stuck.reports();
    }

    @Override
    public void close() {
        stuck.close();
    }
}
