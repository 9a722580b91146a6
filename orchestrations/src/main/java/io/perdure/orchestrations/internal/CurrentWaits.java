package io.perdure.orchestrations.internal;

import io.perdure.entities.EntityId;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.Action;
import io.perdure.orchestrations.HistoryEvent.Answer;
import io.perdure.orchestrations.HistoryEvent.EntityOperationCalled;
import io.perdure.orchestrations.HistoryEvent.ExecutionSuspended;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCreated;
import io.perdure.orchestrations.HistoryEvent.TaskScheduled;
import io.perdure.orchestrations.HistoryEvent.TimerCreated;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.orchestrations.WaitingFor;
import io.perdure.orchestrations.internal.Activities.Whereabouts;
import io.perdure.orchestrations.internal.AwaitedEvents.Awaited;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an instance waits for: made of its state, and of what only its live side knows. For one thread, and one use. */
final class CurrentWaits {

    /** The answer as it travels; who holds the entities in it is not known yet. */
    record Found(List<WaitingFor> waits) {
        String json() {
            return WireJson.write(this);
        }

        static List<WaitingFor> parse(String json) {
            return WireJson.read(json, Found.class).waits();
        }
    }

    private final OrchestrationState state;
    private final AwaitedEvents events;
    private final Function<String, Whereabouts> whereabouts;
    private final Map<Integer, Action> actions = new HashMap<>();
    private final Set<Integer> answered = new HashSet<>();
    private final List<WaitingFor> found = new ArrayList<>();

    /** @param whereabouts of an activity by its call id */
    private CurrentWaits(OrchestrationState state, AwaitedEvents events, Function<String, Whereabouts> whereabouts) {
        this.state = state;
        this.events = events;
        this.whereabouts = whereabouts;
        for (HistoryEvent event : state.history()) {
            if (event instanceof Action action) {
                actions.put(action.id(), action);
            }
        }
        for (HistoryEvent event : state.kept()) {
            if (event instanceof Answer answer) {
                answered.add(answer.actionId());
            }
        }
    }

    /**
     * Everything, what keeps the code from running first.
     *
     * @param runningSince of the step under way; null when none is
     * @param nodeVersion of a node that does not run the instance's version; null when it does
     */
    static Found of(
            OrchestrationState state,
            AwaitedEvents events,
            @Nullable Instant runningSince,
            @Nullable String nodeVersion,
            Function<String, Whereabouts> whereabouts) {
        if (!state.exists() || state.isTerminal()) {
            return new Found(List.of());
        }
        var waits = new CurrentWaits(state, events, whereabouts);
        waits.ofInstance(runningSince, nodeVersion);
        waits.ofTasks();
        waits.ofLock();
        waits.ofEvents();
        waits.ofTimers();
        return new Found(List.copyOf(waits.found));
    }

    private void ofInstance(@Nullable Instant runningSince, @Nullable String nodeVersion) {
        var started = state.started();
        if (state.status() == RuntimeStatus.Suspended) {
            found.add(suspension());
        } else if (runningSince != null || (state.again() && nodeVersion == null)) {
            found.add(new WaitingFor.Code(runningSince));
        } else if (state.status() == RuntimeStatus.Pending) {
            found.add(new WaitingFor.Start(started == null ? null : started.scheduledStart()));
        }
        if (nodeVersion != null && started != null) {
            found.add(new WaitingFor.Version(started.version(), nodeVersion));
        }
    }

    private WaitingFor suspension() {
        var all = new ArrayList<HistoryEvent>(state.history());
        all.addAll(state.kept());
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i) instanceof ExecutionSuspended suspended) {
                return new WaitingFor.Resume(suspended.at(), suspended.reason());
            }
        }
        return new WaitingFor.Resume(null, null);
    }

    private void ofTasks() {
        var open = new ArrayList<Action>(state.open().activities().values());
        open.addAll(state.open().calls().values());
        open.removeIf(action -> answered.contains(action.id()));
        open.sort(Comparator.comparingInt(Action::id));
        for (Action action : open) {
            if (action instanceof TaskScheduled task) {
                found.add(activity(task));
            } else if (action instanceof SubOrchestrationInstanceCreated child) {
                found.add(new WaitingFor.SubOrchestration(
                        child.name(),
                        child.instanceId(),
                        child.id(),
                        attempt(child.id(), child.retryOf()),
                        child.at()));
            } else if (action instanceof EntityOperationCalled call) {
                found.add(new WaitingFor.EntityCall(
                        EntityId.parse(call.entity()), call.name(), call.id(), call.at(), null));
            }
        }
    }

    private WaitingFor activity(TaskScheduled task) {
        var where = whereabouts.apply(OrchestrationMessages.callId(state.run(), task.id()));
        return new WaitingFor.ActivityResult(
                task.name(),
                task.id(),
                attempt(task.id(), task.retryOf()),
                task.at(),
                where.place(),
                where.node(),
                where.startedAt(),
                where.lastHeartbeat());
    }

    /** @param retryOf number of the first attempt; -1 when this is the first */
    private int attempt(int id, int retryOf) {
        return retryOf < 0
                ? 1
                : 2
                        + (int) actions.values().stream()
                                .filter(action -> action.id() < id && retryOf(action) == retryOf)
                                .count();
    }

    private static int retryOf(Action action) {
        return action instanceof TaskScheduled task
                ? task.retryOf()
                : action instanceof SubOrchestrationInstanceCreated child ? child.retryOf() : -1;
    }

    private void ofLock() {
        Locks locks = state.open().locks();
        if (locks != null && !locks.isHeld()) {
            found.add(new WaitingFor.EntityLock(locks.next(), locks.lockId(), at(locks.lockId()), null));
        }
    }

    private void ofEvents() {
        for (Awaited wait : events.all()) {
            var clock = state.open().timers().byId().get(wait.timer());
            found.add(new WaitingFor.ExternalEvent(wait.name(), wait.since(), clock == null ? null : clock.at()));
        }
    }

    /** But for those that only end the wait for an event. */
    private void ofTimers() {
        events.all().forEach(wait -> answered.add(wait.timer()));
        for (OpenTimers.Due due : state.open().timers().byTime().keySet()) {
            if (!answered.contains(due.id())) {
                found.add(new WaitingFor.Timer(due.at(), due.id(), at(due.id()), retried(due.id())));
            }
        }
    }

    private @Nullable String retried(int timer) {
        Action first = actions.get(timer) instanceof TimerCreated created ? actions.get(created.retryOf()) : null;
        return first == null ? null : first.name();
    }

    private Instant at(int action) {
        Action asked = actions.get(action);
        return asked == null ? Instant.ofEpochMilli(state.updatedAt()) : asked.at();
    }
}
