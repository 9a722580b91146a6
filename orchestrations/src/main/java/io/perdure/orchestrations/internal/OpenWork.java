package io.perdure.orchestrations.internal;

import io.perdure.entities.EntityId;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.EntityLockGranted;
import io.perdure.orchestrations.HistoryEvent.EntityLockRequested;
import io.perdure.orchestrations.HistoryEvent.EntityOperationCalled;
import io.perdure.orchestrations.HistoryEvent.EntityUnlockSent;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCreated;
import io.perdure.orchestrations.HistoryEvent.TaskScheduled;
import io.perdure.orchestrations.HistoryEvent.TimerCreated;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What an execution has asked for and not got, which its history adds up to. Immutable; the cost of one event does not
 * depend on the length of the history.
 *
 * @param activities by number
 * @param calls children and entity calls, by number
 */
record OpenWork(
        PMap<Integer, TaskScheduled> activities,
        PMap<Integer, HistoryEvent.Action> calls,
        OpenTimers timers,
        @Nullable Locks locks) {

    static final OpenWork NONE = new OpenWork(HashTreePMap.empty(), HashTreePMap.empty(), OpenTimers.NONE, null);

    OpenWork after(HistoryEvent event) {
        if (event instanceof TaskScheduled task) {
            return new OpenWork(activities.plus(task.id(), task), calls, timers, locks);
        } else if (event instanceof SubOrchestrationInstanceCreated || event instanceof EntityOperationCalled) {
            var call = (HistoryEvent.Action) event;
            return new OpenWork(activities, calls.plus(call.id(), call), timers, locks);
        } else if (event instanceof TimerCreated timer) {
            return with(timers.with(timer.id(), timer.fireAt()));
        } else if (event instanceof EntityLockRequested request) {
            return with(new Locks(
                    request.id(),
                    request.entities().stream().map(EntityId::parse).toList(),
                    0,
                    false));
        } else if (event instanceof EntityUnlockSent) {
            return with((Locks) null);
        } else if (event instanceof HistoryEvent.Answer answer) {
            return answered(answer);
        }
        return this;
    }

    private OpenWork answered(HistoryEvent.Answer answer) {
        int id = answer.actionId();
        if (answer instanceof HistoryEvent.TimerFired) {
            return with(timers.without(id));
        } else if (answer instanceof EntityLockGranted) {
            return locks == null || locks.isHeld()
                    ? this
                    : with(new Locks(id, locks.entities(), locks.entities().size(), false));
        }
        return new OpenWork(activities.minus(id), calls.minus(id), timers, locks);
    }

    /** What is open after all of these. */
    OpenWork after(Collection<HistoryEvent> events) {
        OpenWork open = this;
        for (HistoryEvent event : events) {
            open = open.after(event);
        }
        return open;
    }

    /** What a failed execution still takes, so that it is there when it is rewound; timers and locks end with it. */
    OpenWork ofFailed() {
        return new OpenWork(activities, calls, OpenTimers.NONE, null);
    }

    OpenWork withoutTimer(int id) {
        return with(timers.without(id));
    }

    OpenWork with(@Nullable Locks next) {
        return new OpenWork(activities, calls, timers, next);
    }

    private OpenWork with(OpenTimers next) {
        return new OpenWork(activities, calls, next, locks);
    }

    /** Whether an answer is still wanted: anything else is a duplicate, or too late (O-6). */
    boolean awaits(int actionId) {
        return activities.containsKey(actionId) || calls.containsKey(actionId);
    }
}
