package io.perdure.orchestrations.internal;

import io.perdure.entities.EntityId;
import io.perdure.entities.internal.EntityMessages;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Address;
import io.perdure.kernel.Message;
import io.perdure.kernel.Outgoing;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.Action;
import io.perdure.orchestrations.HistoryEvent.EntityOperationCalled;
import io.perdure.orchestrations.HistoryEvent.EntityOperationSignaled;
import io.perdure.orchestrations.HistoryEvent.EventSent;
import io.perdure.orchestrations.HistoryEvent.OrchestrationStartSent;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCreated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages of one step, in order. */
final class Posting {
    private final String instanceId;
    private final List<Outgoing> messages = new ArrayList<>();

    Posting(String instanceId) {
        this.instanceId = instanceId;
    }

    List<Outgoing> messages() {
        return messages;
    }

    /** What an action sends; activities and timers send nothing. */
    void send(Action action, HistoryEvent.ExecutionStarted started, String run) {
        if (action instanceof EntityOperationCalled call) {
            var attributes = Map.of(EntityMessages.CALL_ID, OrchestrationMessages.callId(run, call.id()));
            toEntity(call.entity(), new Message(EntityMessages.CALL, call.name(), call.input(), 0, attributes));
        } else if (action instanceof EntityOperationSignaled signal) {
            Instant at = signal.scheduledAt();
            toEntity(
                    signal.entity(),
                    new Message(
                            EntityMessages.SIGNAL,
                            signal.name(),
                            signal.input(),
                            at == null ? 0 : at.toEpochMilli(),
                            Map.of()));
        } else if (action instanceof SubOrchestrationInstanceCreated child) {
            var attributes = start(child.version(), child.tags());
            attributes.put(OrchestrationMessages.PARENT_NAME, started.name());
            attributes.put(OrchestrationMessages.PARENT_ID, instanceId);
            attributes.put(OrchestrationMessages.PARENT_CALL, OrchestrationMessages.callId(run, child.id()));
            toInstance(
                    child.instanceId(),
                    new Message(OrchestrationMessages.START, child.name(), child.input(), 0, attributes));
        } else if (action instanceof OrchestrationStartSent alone) {
            toInstance(
                    alone.instanceId(),
                    new Message(
                            OrchestrationMessages.START,
                            alone.name(),
                            alone.input(),
                            0,
                            start(alone.version(), alone.tags())));
        } else if (action instanceof EventSent event) {
            toInstance(event.instanceId(), Message.of(OrchestrationMessages.EVENT, event.name(), event.input()));
        }
    }

    private static Map<String, String> start(String version, Map<String, String> tags) {
        var attributes = new HashMap<String, String>();
        if (!version.isEmpty()) {
            attributes.put(OrchestrationMessages.VERSION, version);
        }
        tags.forEach((name, value) -> attributes.put(OrchestrationMessages.TAG + name, value));
        return attributes;
    }

    /** Asks the next entity of a section for its lock. */
    void lock(String run, Locks locks) {
        toEntity(locks.next(), Message.of(EntityMessages.LOCK, lockCall(run, locks.lockId(), locks.granted()), null));
    }

    /** Gives back what is held, and takes back what is asked for. */
    void unlock(String run, Locks locks) {
        List<EntityId> asked = locks.asked();
        for (int i = 0; i < asked.size(); i++) {
            toEntity(asked.get(i), Message.of(EntityMessages.UNLOCK, lockCall(run, locks.lockId(), i), null));
        }
    }

    void unlock(Address entity, String lockCall) {
        messages.add(new Outgoing(entity, Message.of(EntityMessages.UNLOCK, lockCall, null)));
    }

    /** Names one entity's part in a section. */
    static String lockCall(String run, int lockId, int index) {
        return OrchestrationMessages.callId(run, lockId) + ':' + index;
    }

    /** Tells the parent how its child has ended; nothing without a parent. */
    void tellParent(HistoryEvent.@Nullable Parent parent, @Nullable String result, @Nullable FailureDetails failure) {
        if (parent != null) {
            String call = OrchestrationMessages.callId(parent.run(), parent.actionId());
            tellParent(parent.instanceId(), call, result, failure);
        }
    }

    void tellParent(String parentId, String call, @Nullable String result, @Nullable FailureDetails failure) {
        Map<String, String> attributes =
                failure == null ? Map.of() : Map.of(OrchestrationMessages.FAILURE, WireJson.write(failure));
        toInstance(parentId, new Message(OrchestrationMessages.CHILD_DONE, call, result, 0, attributes));
    }

    void toInstance(String id, Message message) {
        messages.add(new Outgoing(OrchestrationMessages.addressOf(id), message));
    }

    private void toEntity(String entity, Message message) {
        toEntity(EntityId.parse(entity), message);
    }

    private void toEntity(EntityId entity, Message message) {
        messages.add(new Outgoing(EntityMessages.addressOf(entity), message));
    }
}
