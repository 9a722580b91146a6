package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Batch;
import io.perdure.kernel.DurableLogic.Stepper;
import io.perdure.kernel.Message;
import io.perdure.kernel.Outcome;
import io.perdure.kernel.Response;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.TaskScheduled;
import io.perdure.orchestrations.OrchestratorNotRegisteredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live side of one instance: its orchestrator, which a step continues when it is where the journal is, and replays
 * otherwise; and its activities.
 */
final class OrchestrationStepper implements Stepper<OrchestrationState, OrchestrationDelta> {
    private static final Logger LOG = LoggerFactory.getLogger(OrchestrationStepper.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final String instanceId;
    private final Engine engine;
    private final Dispatches dispatches;
    private final LiveWaits waits;

    // One step runs at a time, and the kernel orders them: what one writes, the next sees.
    private volatile @Nullable OrchestratorThread live;
    private volatile long liveAt;
    private volatile boolean closed;

    OrchestrationStepper(String instanceId, Engine engine, Dispatches dispatches) {
        this.instanceId = instanceId;
        this.engine = engine;
        this.dispatches = dispatches;
        this.waits = new LiveWaits(instanceId, engine, dispatches);
    }

    @Override
    public void step(Batch<OrchestrationState> batch, Consumer<Outcome<OrchestrationDelta>> done) {
        long token = ThreadLocalRandom.current().nextLong();
        var run = new StepRun(instanceId, batch, token, engine.definitions, engine.settings);
        Outcome<OrchestrationDelta> outcome;
        try {
            outcome = begin(run, batch, token, done);
        } catch (RuntimeException | Error e) {
            LOG.error("Instance {}: the step broke off and will run again", instanceId, e);
            outcome = refused(batch, e);
        }
        if (outcome != null) {
            done.accept(outcome);
        }
    }

    /** Null when the code is running, and will answer. */
    private @Nullable Outcome<OrchestrationDelta> begin(
            StepRun run, Batch<OrchestrationState> batch, long token, Consumer<Outcome<OrchestrationDelta>> done) {
        long before = batch.state().token();
        if (!run.prepare()) {
            var outcome = run.finish();
            if (outcome.delta() != null && liveAt == before) {
                liveAt = token;
            }
            if (outcome.delta() != null
                    && !run.beginsExecution()
                    && !batch.state().isTerminal()) {
                waits.unmoved(before, token);
            }
            return outcome;
        }
        String version = run.started().version();
        if (!engine.settings.versions().matches(version)) {
            return mismatch(run, batch, version);
        }
        var definition = engine.definitions.orchestrator(run.started().name());
        if (definition == null) {
            var why = engine.definitions.notRegistered(run.started().name());
            return failed(run, OrchestratorNotRegisteredException.class.getName(), String.valueOf(why.getMessage()));
        }
        var thread = live;
        if (thread == null || liveAt != before || run.beginsExecution() || !thread.isAtRest()) {
            engine.abandon(thread);
            thread = engine.open(definition, instanceId, run.history());
        }
        resume(thread, definition, run, batch, token, done);
        return null;
    }

    private void resume(
            OrchestratorThread thread,
            OrchestratorDefinition definition,
            StepRun run,
            Batch<OrchestrationState> batch,
            long token,
            Consumer<Outcome<OrchestrationDelta>> done) {
        live = thread;
        waits.runs(run.now());
        var turn = new Turn(run.events(), run.now(), result -> done.accept(ended(run, batch, token, result)));
        engine.resume(thread, turn, evicted -> {
            var anew = engine.open(definition, instanceId, run.history());
            resume(anew, definition, run, batch, token, done);
        });
    }

    private Outcome<OrchestrationDelta> ended(
            StepRun run, Batch<OrchestrationState> batch, long token, Turn.Result result) {
        waits.rests(token, result);
        if (result.ending() instanceof Turn.Lost lost) {
            live = null;
            return refused(batch, lost.why());
        }
        liveAt = token;
        if (result.ending() != null) {
            live = null;
        } else if (closed) {
            engine.abandon(live);
        }
        return run.finish(result);
    }

    private Outcome<OrchestrationDelta> mismatch(StepRun run, Batch<OrchestrationState> batch, String version) {
        var versions = engine.settings.versions();
        String what = "Instance '%s' has version \"%s\", this node runs \"%s\" (perdure.orchestrations.version)."
                .formatted(instanceId, version, versions.own());
        if (versions.failsOnMismatch()) {
            return failed(run, "VersionMismatch", what);
        }
        return run.isTouched()
                ? run.hold()
                : new Outcome.Refused<>(
                        FailureDetails.of("VersionMismatch", what, false),
                        batch.now().plus(engine.settings.versionRetry()));
    }

    private Outcome<OrchestrationDelta> failed(StepRun run, String type, String message) {
        engine.abandon(live);
        live = null;
        return run.finish(new Turn.Result(new Turn.Failed(FailureDetails.of(type, message, true))));
    }

    private Outcome<OrchestrationDelta> refused(Batch<OrchestrationState> batch, Throwable why) {
        return new Outcome.Refused<>(
                FailureDetails.of(
                        why.getClass().getName(),
                        "Instance '%s': the step broke off and will run again: %s"
                                .formatted(instanceId, why.getMessage()),
                        false),
                batch.now().plus(SOON));
    }

    @Override
    public void ask(OrchestrationState state, Message question, Consumer<Response> answer) {
        waits.ask(state, answer);
    }

    // ---- activities

    @Override
    public void loaded(OrchestrationState state) {
        dispatches.loaded(pending(state));
    }

    private List<Activities.Call> pending(OrchestrationState state) {
        var answered = state.kept().stream()
                .filter(HistoryEvent.Answer.class::isInstance)
                .map(event -> ((HistoryEvent.Answer) event).actionId())
                .toList();
        var calls = new ArrayList<Activities.Call>();
        state.open().activities().forEach((id, task) -> {
            if (!answered.contains(id)) {
                calls.add(call(state, task));
            }
        });
        state.leftovers().byCall().values().forEach(left -> calls.add(call(left.run(), left.version(), left.task())));
        return calls;
    }

    @Override
    public void committed(OrchestrationState state, OrchestrationDelta delta) {
        LifecycleLog.committed(state, delta);
        delta.leftDone().forEach(dispatches::done);
        delta.events().forEach(event -> answered(state, event));
        delta.kept().forEach(event -> answered(state, event));
        if (endsOrGoesOn(delta)) {
            dispatches.loaded(pending(state));
        } else {
            delta.events().forEach(event -> scheduled(state, event));
        }
    }

    /** Whether an execution ends, or one that had ended goes on: what is to run is not only what the step has asked for. */
    private static boolean endsOrGoesOn(OrchestrationDelta delta) {
        return delta.begins() != null
                || (delta.status() != null && delta.status().isTerminal())
                || delta.events().stream().anyMatch(HistoryEvent.ExecutionRewound.class::isInstance);
    }

    private void answered(OrchestrationState state, HistoryEvent event) {
        if (event instanceof HistoryEvent.TaskCompleted || event instanceof HistoryEvent.TaskFailed) {
            dispatches.done(OrchestrationMessages.callId(state.run(), ((HistoryEvent.Answer) event).actionId()));
        }
    }

    private void scheduled(OrchestrationState state, HistoryEvent event) {
        if (event instanceof TaskScheduled task) {
            dispatches.scheduled(call(state, task));
        }
    }

    private Activities.Call call(OrchestrationState state, TaskScheduled task) {
        var started = state.started();
        return call(state.run(), started == null ? "" : started.version(), task);
    }

    private Activities.Call call(String run, String version, TaskScheduled task) {
        return new Activities.Call(
                instanceId,
                task.name(),
                OrchestrationMessages.callId(run, task.id()),
                version,
                task.input(),
                Map.copyOf(task.tags()),
                task.timeoutMillis(),
                task.heartbeatMillis());
    }

    @Override
    public void close() {
        closed = true;
        engine.abandon(live);
        dispatches.close();
    }
}
