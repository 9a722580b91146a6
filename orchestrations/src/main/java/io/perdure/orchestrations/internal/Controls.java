package io.perdure.orchestrations.internal;

import io.perdure.entities.internal.InstanceIds;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Message;
import io.perdure.kernel.Response;
import io.perdure.orchestrations.HistoryEvent.Action;
import io.perdure.orchestrations.HistoryEvent.ExecutionResumed;
import io.perdure.orchestrations.HistoryEvent.ExecutionRewound;
import io.perdure.orchestrations.HistoryEvent.ExecutionSuspended;
import io.perdure.orchestrations.HistoryEvent.ExecutionTerminated;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCreated;
import io.perdure.orchestrations.InstanceNotFoundException;
import io.perdure.orchestrations.InvalidInstanceStatusException;
import io.perdure.orchestrations.RuntimeStatus;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Terminate, suspend, resume, rewind (O §16, O-138). */
final class Controls {
    private final String instanceId;
    private final OrchestrationState state;
    private final Plan plan;

    Controls(String instanceId, OrchestrationState state, Plan plan) {
        this.instanceId = instanceId;
        this.state = state;
        this.plan = plan;
    }

    /** Why something cannot be done: there is no instance, or it is in another status. */
    Response unfit(String attempt, String expected) {
        RuntimeStatus status = plan.status;
        if (status == null) {
            var why = new InstanceNotFoundException(instanceId);
            return Response.failed(
                    FailureDetails.of(OrchestrationMessages.NOT_FOUND, String.valueOf(why.getMessage()), true));
        }
        var why = new InvalidInstanceStatusException(instanceId, status, attempt, expected);
        return Response.failed(new FailureDetails(
                OrchestrationMessages.INVALID_STATUS,
                String.valueOf(why.getMessage()),
                "",
                null,
                true,
                Map.of("status", status.name())));
    }

    /** Takes effect with this step, and the code does not run in it any more, nor later (O-95, O-128). */
    Response terminate(Message message) {
        if (plan.status == null || plan.isTerminal()) {
            return unfit("terminate it", "one that has not ended");
        }
        boolean recursive = message.attributes().containsKey(OrchestrationMessages.RECURSIVE);
        plan.terminated = new ExecutionTerminated(plan.now, message.body(), recursive);
        plan.status = RuntimeStatus.Terminated;
        plan.touch();
        if (recursive) {
            for (Action call : plan.open.calls().values()) {
                if (call instanceof SubOrchestrationInstanceCreated child) {
                    plan.posting.toInstance(child.instanceId(), message);
                }
            }
        }
        plan.end(
                null,
                FailureDetails.of(
                        "OrchestrationTerminated",
                        "Orchestration instance '%s' was terminated: %s".formatted(instanceId, message.body()),
                        true));
        return Response.ACCEPTED;
    }

    Response suspend(Message message) {
        if (plan.status == null || plan.isTerminal()) {
            return unfit("suspend it", "one that has not ended");
        }
        if (plan.status != RuntimeStatus.Suspended) {
            var suspended = new ExecutionSuspended(plan.now, message.body());
            boolean begun = plan.status == RuntimeStatus.Running && plan.hasBegun; // else it is for the history to come
            (begun ? plan.events : plan.kept).add(suspended);
            plan.status = RuntimeStatus.Suspended;
            plan.touch();
        }
        return Response.ACCEPTED;
    }

    Response resume(Message message) {
        if (plan.status == null || plan.isTerminal()) {
            return unfit("resume it", "one that is suspended");
        }
        if (plan.status == RuntimeStatus.Suspended) {
            plan.kept.add(new ExecutionResumed(plan.now, message.body()));
            plan.touch();
            if (plan.hasBegun) {
                plan.status = RuntimeStatus.Running;
                plan.takeKept(state.kept(), state.open().timers().due(plan.now));
            } else {
                plan.status = RuntimeStatus.Pending;
            }
        }
        return Response.ACCEPTED;
    }

    Response rewind(Message message) {
        if (plan.status != RuntimeStatus.Failed) {
            return unfit("rewind it", "Failed");
        }
        var removed = Rewinding.failedActions(state.history());
        Set<Integer> gone = new HashSet<>(removed);
        plan.rewound = new ExecutionRewound(plan.now, message.body(), InstanceIds.random(), removed);
        for (SubOrchestrationInstanceCreated child : Rewinding.failedChildren(state.history())) {
            if (!gone.contains(child.id())) {
                plan.posting.toInstance(child.instanceId(), message);
            }
        }
        var after = Rewinding.rewound(state, plan.rewound);
        plan.open = after.open();
        plan.locks = after.open().locks();
        if (plan.locks != null) {
            plan.posting.lock(plan.run, plan.locks);
        }
        plan.status = RuntimeStatus.Running;
        plan.touch();
        return Response.ACCEPTED;
    }
}
