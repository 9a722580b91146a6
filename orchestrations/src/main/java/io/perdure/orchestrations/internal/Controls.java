package io.perdure.orchestrations.internal;

import io.perdure.entities.internal.InstanceIds;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Message;
import io.perdure.kernel.Origin;
import io.perdure.kernel.Response;
import io.perdure.orchestrations.HistoryEvent.Action;
import io.perdure.orchestrations.HistoryEvent.ExecutionResumed;
import io.perdure.orchestrations.HistoryEvent.ExecutionSuspended;
import io.perdure.orchestrations.HistoryEvent.ExecutionTerminated;
import io.perdure.orchestrations.HistoryEvent.Parent;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCreated;
import io.perdure.orchestrations.InstanceNotFoundException;
import io.perdure.orchestrations.InvalidInstanceStatusException;
import io.perdure.orchestrations.RuntimeStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        plan.end(null, terminated(message.body()));
        return Response.ACCEPTED;
    }

    private FailureDetails terminated(@Nullable String output) {
        return FailureDetails.of(
                OrchestrationMessages.TERMINATED,
                "Orchestration instance '%s' was terminated: %s".formatted(instanceId, output),
                true);
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

    /** Null when it has to wait for the next step. */
    @Nullable
    Response rewind(Message message, Origin origin) {
        if (plan.isTouched()) {
            return null; // an answer of this batch may be to what is taken out: it is looked at as part of the state
        }
        String call = message.attributes().get(OrchestrationMessages.PARENT_CALL);
        if (call != null && origin instanceof Origin.Durable parent) {
            return rewindChild(parent.from().key(), call, message.body());
        }
        if (plan.status != RuntimeStatus.Failed) {
            return unfit("rewind it", "Failed");
        }
        rewind(message.body());
        return Response.ACCEPTED;
    }

    /** The parent waits for the call again, and what has ended already says nothing by itself any more. */
    private Response rewindChild(String parentId, String call, @Nullable String reason) {
        plan.touch();
        if (!isCalledBy(parentId, call)) {
            var gone = "Orchestration instance '%s' cannot be rewound with its parent '%s': it was purged or replaced."
                    .formatted(instanceId, parentId);
            plan.posting.tellParent(
                    parentId, call, null, FailureDetails.of(OrchestrationMessages.NOT_FOUND, gone, true));
        } else if (plan.status == RuntimeStatus.Failed) {
            rewind(reason);
        } else if (plan.status == RuntimeStatus.Completed) {
            plan.posting.tellParent(parentId, call, state.output(), null);
        } else if (plan.isTerminal()) {
            plan.posting.tellParent(parentId, call, null, terminated(state.output()));
        }
        return Response.ACCEPTED;
    }

    private boolean isCalledBy(String parentId, String call) {
        Parent parent = plan.started == null ? null : plan.started.parent();
        return parent != null
                && parent.instanceId().equals(parentId)
                && OrchestrationMessages.callId(parent.run(), parent.actionId()).equals(call);
    }

    private void rewind(@Nullable String reason) {
        plan.rewound = Rewinding.of(state.history(), state.kept(), plan.now, reason, InstanceIds.random());
        var after = Rewinding.rewound(state, plan.rewound);
        plan.open = after.open();
        plan.locks = after.open().locks();
        if (plan.locks != null) {
            plan.posting.lock(plan.run, plan.locks);
        }
        for (Action open : plan.open.calls().values()) {
            if (open instanceof SubOrchestrationInstanceCreated child) {
                String call = OrchestrationMessages.callId(plan.run, child.id());
                var again = new Message(
                        OrchestrationMessages.REWIND, "", reason, 0, Map.of(OrchestrationMessages.PARENT_CALL, call));
                plan.posting.toInstance(child.instanceId(), again);
            }
        }
        plan.status = RuntimeStatus.Running;
        plan.touch();
    }
}
