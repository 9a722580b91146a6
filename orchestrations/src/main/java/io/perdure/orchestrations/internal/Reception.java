package io.perdure.orchestrations.internal;

import io.perdure.entities.EntityId;
import io.perdure.entities.internal.EntityMessages;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Address;
import io.perdure.kernel.Incoming;
import io.perdure.kernel.Message;
import io.perdure.kernel.Origin;
import io.perdure.kernel.Response;
import io.perdure.orchestrations.HistoryEvent.Action;
import io.perdure.orchestrations.HistoryEvent.EntityLockGranted;
import io.perdure.orchestrations.HistoryEvent.EntityOperationCalled;
import io.perdure.orchestrations.HistoryEvent.EntityOperationCompleted;
import io.perdure.orchestrations.HistoryEvent.EntityOperationFailed;
import io.perdure.orchestrations.HistoryEvent.EventRaised;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCompleted;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCreated;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceFailed;
import io.perdure.orchestrations.HistoryEvent.TaskCompleted;
import io.perdure.orchestrations.HistoryEvent.TaskFailed;
import io.perdure.orchestrations.HistoryEvent.TaskScheduled;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the messages of a batch one by one, and notes in the plan what each means for the instance. No code runs here. */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final String instanceId;
    private final Plan plan;
    private final Beginnings beginnings;
    private final Controls controls;

    Reception(
            String instanceId, OrchestrationState state, Plan plan, Definitions definitions, EngineSettings settings) {
        this.instanceId = instanceId;
        this.plan = plan;
        this.beginnings = new Beginnings(instanceId, state, plan, definitions, settings);
        this.controls = new Controls(instanceId, state, plan);
    }

    /** Null when the message has to wait for the next step, and with it all that follow. */
    @Nullable
    Response take(Incoming incoming) {
        Message message = incoming.message();
        boolean client = incoming.origin() instanceof Origin.Client;
        return switch (message.verb()) {
            case OrchestrationMessages.START -> beginnings.start(message, client);
            case OrchestrationMessages.EVENT -> event(message, client);
            case OrchestrationMessages.TERMINATE -> controls.terminate(message);
            case OrchestrationMessages.SUSPEND -> controls.suspend(message);
            case OrchestrationMessages.RESUME -> controls.resume(message);
            case OrchestrationMessages.REWIND -> controls.rewind(message, incoming.origin());
            case OrchestrationMessages.ACTIVITY_DONE, OrchestrationMessages.CHILD_DONE, EntityMessages.RESULT ->
                answer(message, incoming.origin());
            case EntityMessages.GRANTED -> granted(message, incoming.origin());
            default -> unknown(message);
        };
    }

    private Response event(Message message, boolean client) {
        if (plan.status == null || plan.isTerminal()) {
            return client
                    ? controls.unfit("take an event", "one that runs, is pending or suspended")
                    : Response.ACCEPTED;
        }
        plan.happened(new EventRaised(plan.now, message.name(), message.body()));
        return Response.ACCEPTED;
    }

    private Response answer(Message message, Origin origin) {
        if (plan.leftoverDone(message.name())) {
            return Response.ACCEPTED; // nobody wants the result (O-31)
        }
        CallId call = CallId.parse(message.name());
        if (call == null || !call.run().equals(plan.run) || !plan.awaits(call.action())) {
            LOG.debug("Instance {}: answer {} is a duplicate or comes too late", instanceId, message.name());
            return Response.ACCEPTED;
        }
        int id = call.action();
        String failed = message.attributes().get(OrchestrationMessages.FAILURE);
        FailureDetails failure = failed == null ? null : WireJson.read(failed, FailureDetails.class);
        String result = message.body();
        TaskScheduled activity = plan.open.activities().get(id);
        Action asked = activity == null ? plan.open.calls().get(id) : activity;
        if (asked == null || !isFrom(origin, asked)) {
            LOG.debug("Instance {}: answer {} is to what a rewind has taken out", instanceId, message.name());
            return Response.ACCEPTED;
        }
        if (asked instanceof TaskScheduled) {
            plan.happened(
                    failure == null ? new TaskCompleted(plan.now, id, result) : new TaskFailed(plan.now, id, failure));
        } else if (asked instanceof SubOrchestrationInstanceCreated) {
            plan.happened(
                    failure == null
                            ? new SubOrchestrationInstanceCompleted(plan.now, id, result)
                            : new SubOrchestrationInstanceFailed(plan.now, id, failure));
        } else if (asked instanceof EntityOperationCalled) {
            plan.happened(
                    failure == null
                            ? new EntityOperationCompleted(plan.now, id, result)
                            : new EntityOperationFailed(plan.now, id, failure));
        }
        return Response.ACCEPTED;
    }

    /** Whether the answer comes from who was asked: a rewind lets the code ask another under the same number. */
    private static boolean isFrom(Origin origin, Action asked) {
        if (asked instanceof SubOrchestrationInstanceCreated child) {
            return isFrom(origin, OrchestrationMessages.addressOf(child.instanceId()));
        } else if (asked instanceof EntityOperationCalled call) {
            return isFrom(origin, EntityMessages.addressOf(EntityId.parse(call.entity())));
        }
        return origin instanceof Origin.Self;
    }

    private static boolean isFrom(Origin origin, Address address) {
        return origin instanceof Origin.Durable durable && durable.from().equals(address);
    }

    /** One entity of the section is held: the next is asked, or the section begins. */
    private Response granted(Message message, Origin origin) {
        CallId call = CallId.parse(message.name());
        Locks locks = plan.locks;
        if (call == null || locks == null || !call.run().equals(plan.run) || call.action() != locks.lockId()) {
            giveBack(message.name(), origin);
            return Response.ACCEPTED;
        } else if (call.index() != locks.granted()) {
            return Response.ACCEPTED; // a duplicate
        }
        plan.touch();
        plan.lockStep = true;
        Locks next = locks.oneMore();
        plan.locks = next;
        if (!next.isHeld()) {
            plan.posting.lock(plan.run, next);
        } else if (next.again()) {
            plan.mustRun = true; // the code has been in the section before it was rewound
        } else {
            plan.happened(new EntityLockGranted(plan.now, next.lockId()));
        }
        return Response.ACCEPTED;
    }

    /** The release is on its way already, unless the instance that asked was erased: then nobody else would send it (E-91). */
    private void giveBack(String lockCall, Origin origin) {
        if (origin instanceof Origin.Durable entity) {
            plan.touch();
            plan.posting.unlock(entity.from(), lockCall);
        }
    }

    private Response unknown(Message message) {
        LOG.error("Instance {} dropped a message with verb '{}', which it does not know", instanceId, message.verb());
        return Response.failed(FailureDetails.of(
                "UnknownVerb", "Instance '%s': message verb '%s'.".formatted(instanceId, message.verb()), true));
    }
}
