package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Batch;
import io.perdure.kernel.Incoming;
import io.perdure.kernel.Outcome;
import io.perdure.kernel.Response;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.Action;
import io.perdure.orchestrations.HistoryEvent.EntityLockRequested;
import io.perdure.orchestrations.HistoryEvent.EntityUnlockSent;
import io.perdure.orchestrations.HistoryEvent.EventRaised;
import io.perdure.orchestrations.HistoryEvent.ExecutionCompleted;
import io.perdure.orchestrations.HistoryEvent.ExecutionStarted;
import io.perdure.orchestrations.HistoryEvent.OrchestratorCompleted;
import io.perdure.orchestrations.HistoryEvent.OrchestratorStarted;
import io.perdure.orchestrations.HistoryEvent.TimerFired;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step of an instance: what its messages and timers mean, whether its code is to run, and what all of that comes to. Two
 * halves, with the code between them: {@link #prepare}, and one of the {@code finish} methods.
 */
final class StepRun {
    private final OrchestrationState state;
    private final Batch<OrchestrationState> batch;
    private final Instant now;
    private final long token;
    private final Plan plan;
    private final Posting posting;
    private final Reception reception;
    private final List<Response> responses = new ArrayList<>();

    /** @param token of the step */
    StepRun(
            String instanceId,
            Batch<OrchestrationState> batch,
            long token,
            Definitions definitions,
            EngineSettings settings) {
        this.state = batch.state();
        this.batch = batch;
        this.token = token;
        Instant last = Instant.ofEpochMilli(state.updatedAt());
        this.now = batch.now().isBefore(last) ? last : batch.now(); // time does not go back (O-99, O-148)
        this.posting = new Posting(instanceId);
        this.plan = new Plan(state, now, posting);
        this.reception = new Reception(instanceId, state, plan, definitions, settings);
    }

    /** Takes timers and messages; says whether the code is to run. */
    boolean prepare() {
        if (state.status() == RuntimeStatus.Running) {
            for (OpenTimers.Due timer : state.open().timers().due(batch.now())) {
                plan.happened(new TimerFired(now, timer.id(), timer.at()));
            }
        }
        for (Incoming message : batch.incoming()) {
            Response response = reception.take(message);
            if (response == null) {
                break;
            }
            responses.add(response);
        }
        if (plan.status == RuntimeStatus.Pending && isTimeToStart()) {
            plan.status = RuntimeStatus.Running;
        }
        if (plan.status != RuntimeStatus.Running && !plan.mustRun) {
            return false;
        }
        if (plan.rewound != null) {
            return false; // the code runs in the next step, over the history as it is then
        }
        return plan.terminated == null && codeRuns();
    }

    private boolean isTimeToStart() {
        ExecutionStarted started = plan.started;
        Instant at = started == null ? null : started.scheduledStart();
        return at == null || !at.isAfter(batch.now());
    }

    private boolean codeRuns() {
        if (plan.isReentering()) {
            return false;
        }
        if (plan.status == RuntimeStatus.Running
                && (!plan.hasBegun || !state.kept().isEmpty())) {
            var received = List.copyOf(plan.events);
            plan.events.clear();
            if (!plan.hasBegun && plan.started != null) {
                plan.events.add(plan.started);
                plan.mustRun = true;
            }
            plan.takeKept(plan.begins == null ? state.kept() : List.of());
            plan.events.addAll(received);
        }
        return plan.mustRun || state.again();
    }

    /** Names the execution whose code runs, in the answers that it asks for. */
    String run() {
        return plan.run;
    }

    /** The instance whose code is to run. */
    ExecutionStarted started() {
        ExecutionStarted started = plan.started;
        if (started == null) {
            throw new IllegalStateException("No execution to run.");
        }
        return started;
    }

    /** Whether the code has to begin anew: whatever of it is in memory belongs to another execution. */
    boolean beginsExecution() {
        return plan.begins != null || !plan.hasBegun;
    }

    List<HistoryEvent> history() {
        return plan.begins == null ? state.history() : List.of();
    }

    /** What the code gets. */
    List<HistoryEvent> events() {
        var events = new ArrayList<HistoryEvent>(plan.events.size() + 1);
        events.add(new OrchestratorStarted(now));
        plan.events.forEach(event -> events.add(Stamps.at(now, event)));
        return events;
    }

    Instant now() {
        return now;
    }

    /** Nothing ran: the messages are what there is. */
    Outcome.Done<OrchestrationDelta> finish() {
        var events = new ArrayList<HistoryEvent>();
        boolean again = state.again() && !plan.isTerminal();
        if (plan.rewound != null) {
            events.add(plan.rewound);
            again = plan.locks == null;
        } else {
            events.addAll(plan.events); // such as a suspension
        }
        if (plan.terminated != null) {
            events.add(plan.terminated);
        }
        return done(delta(plan.begins, events, List.of(), null, again));
    }

    /** The code must not run here: it waits, and what has come waits with it. */
    Outcome.Done<OrchestrationDelta> hold() {
        var kept = new ArrayList<>(plan.events);
        kept.removeIf(ExecutionStarted.class::isInstance);
        plan.events.clear();
        if (!plan.hasBegun) {
            plan.status = RuntimeStatus.Pending;
        }
        if (plan.keptTaken && plan.begins == null) {
            kept.subList(0, Math.min(state.kept().size(), kept.size())).clear();
        }
        plan.keptTaken = false;
        plan.kept.addAll(kept);
        return done(delta(plan.begins, List.of(), List.of(), null, true));
    }

    boolean isTouched() {
        return plan.isTouched() || !responses.isEmpty();
    }

    /** The code has run. */
    Outcome.Done<OrchestrationDelta> finish(Turn.Result result) {
        var events = new ArrayList<>(events());
        ExecutionStarted started = started();
        for (Action action : result.actions()) {
            events.add(action);
            posting.send(action, started, plan.run);
            if (action instanceof EntityLockRequested request) {
                plan.locks = OpenWork.NONE.after(request).locks();
                if (plan.locks != null) {
                    posting.lock(plan.run, plan.locks);
                }
            } else if (action instanceof EntityUnlockSent && plan.locks != null) {
                posting.unlock(plan.run, plan.locks);
                plan.locks = null;
            }
        }
        if (result.ending() instanceof Turn.ContinuedAsNew next) {
            return continued(started, next, result);
        }
        if (result.ending() instanceof Turn.Completed completed) {
            end(events, new ExecutionCompleted(now, RuntimeStatus.Completed, completed.result(), null, null));
        } else if (result.ending() instanceof Turn.Failed failed) {
            end(events, new ExecutionCompleted(now, RuntimeStatus.Failed, null, failed.failure(), failed.causedBy()));
        }
        events.add(new OrchestratorCompleted(now));
        return done(delta(plan.begins, events, result.canceled(), result.customStatus(), false));
    }

    private void end(List<HistoryEvent> events, ExecutionCompleted completed) {
        events.add(completed);
        plan.status = completed.status();
        FailureDetails failure = completed.failure();
        plan.end(completed.result(), failure);
    }

    /** One commit ends the old execution and begins the next, whose code runs in the next step (O-91). */
    private Outcome.Done<OrchestrationDelta> continued(
            ExecutionStarted started, Turn.ContinuedAsNew next, Turn.Result result) {
        String version = next.options().version();
        String run = UUID.randomUUID().toString().replace("-", "");
        var begins = new OrchestrationDelta.Beginning(
                new ExecutionStarted(
                        now,
                        started.name(),
                        version == null ? started.version() : version,
                        next.input(),
                        run,
                        started.generation() + 1,
                        started.parent(),
                        started.tags(),
                        null),
                run,
                plan.begins == null ? state.createdAt() : plan.begins.createdAt(),
                plan.begins != null && plan.begins.fresh());
        // What came behind a suspension was not handed to the code; of that, only events are for the next execution.
        var behind = next.options().preserveUnprocessedEvents()
                ? plan.kept.stream().filter(EventRaised.class::isInstance).toList()
                : List.<HistoryEvent>of();
        plan.kept.clear();
        plan.kept.addAll(next.untaken());
        plan.kept.addAll(behind);
        plan.keptTaken = false;
        plan.lockStep = false;
        plan.leave(started.version(), result.actions());
        return done(delta(begins, List.of(), List.of(), result.customStatus(), true));
    }

    private @Nullable OrchestrationDelta delta(
            OrchestrationDelta.@Nullable Beginning begins,
            List<HistoryEvent> events,
            List<Integer> canceled,
            @Nullable String customStatus,
            boolean again) {
        boolean nothing = !plan.isTouched() && events.isEmpty() && begins == null && again == state.again();
        boolean over =
                begins == null && state.isTerminal() && plan.isTerminal(); // what comes late does not move the end
        return nothing
                ? null
                : new OrchestrationDelta(
                        token,
                        over ? state.updatedAt() : now.toEpochMilli(),
                        begins,
                        events,
                        List.copyOf(plan.kept),
                        plan.keptTaken,
                        canceled,
                        plan.lockStep,
                        plan.status == state.status() ? null : plan.status,
                        customStatus,
                        again,
                        plan.left,
                        List.copyOf(plan.leftDone));
    }

    private Outcome.Done<OrchestrationDelta> done(@Nullable OrchestrationDelta delta) {
        return new Outcome.Done<>(responses.size(), delta, responses, posting.messages());
    }
}
