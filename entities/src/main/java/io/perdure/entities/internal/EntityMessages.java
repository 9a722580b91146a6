package io.perdure.entities.internal;

import io.perdure.entities.EntityId;
import io.perdure.kernel.Address;

/** The verbs and attributes of the messages that entities understand and send. */
public final class EntityMessages {
    private EntityMessages() {}

    /** Kind of the addresses of entities. */
    public static final String KIND = "entity";

    /** Kind of the addresses of orchestrations: their name is empty, their key is the instance id. */
    public static final String ORCHESTRATION_KIND = "orchestration";

    /** To an entity: run an operation, one way. The name is the operation's, the body its input. */
    public static final String SIGNAL = "signal";

    /** To an entity: run an operation and answer. A durable caller names the answer by {@link #CALL_ID}. */
    public static final String CALL = "call";

    /**
     * From an orchestration to an entity: wants to hold it alone (E-72). The name is the call id of the lock. Queues like an
     * operation (E-75).
     */
    public static final String LOCK = "lock";

    /**
     * From an orchestration to an entity: ends the lock of that call id, held or still waiting. One that is neither is ignored
     * (E-89).
     */
    public static final String UNLOCK = "unlock";

    /** From an entity to an orchestration: the lock of that call id is held. */
    public static final String GRANTED = "granted";

    /**
     * From a client to an entity: ends the lock of that call id if {@link #OWNER} holds it. The answer is whether it did. Only for
     * an owner that can no longer release it itself (E-107).
     */
    public static final String RELEASE_ORPHAN = "releaseOrphan";

    /** Attribute of {@link #RELEASE_ORPHAN}: the owner as users see it. */
    public static final String OWNER = "owner";

    /** From an entity to a durable caller: name = call id, body = the result; {@link #FAILURE} when it failed. */
    public static final String RESULT = "result";

    /** From an entity to an orchestration: start. The name is the orchestrator's, the body its input. */
    public static final String START = "start";

    /** Attribute of a call from a durable caller: what its answer is to be called. */
    public static final String CALL_ID = "callId";

    /** Attribute of a result: {@link io.perdure.failures.FailureDetails} as JSON, present when the operation failed. */
    public static final String FAILURE = "failure";

    /** Attribute of a start: the orchestrator's version; absent for the default. */
    public static final String VERSION = "version";

    /** Attribute of a start: ISO instant before which it must not run; absent for at once. */
    public static final String START_AT = "startAt";

    /** Type of the failure of a client's request that was not taken, since too much waits for the entity. */
    public static final String BUSY = "EntityBusy";

    /** Question: the state's JSON. The question's name is the entity's, so that an old state can be migrated. */
    public static final String READ_STATE = "state";

    /** Question: {@link EntityFacts} as JSON, with the state when {@link #FETCH_STATE} is set. Name as above. */
    public static final String READ_METADATA = "metadata";

    /** Question to an orchestration; the answer's field {@code runtimeStatus} says whether it may still release a lock. */
    public static final String READ_STATUS = "status";

    /** Attribute of {@link #READ_METADATA}, set to {@code true} to have the state. */
    public static final String FETCH_STATE = "fetchState";

    public static final int MAX_OPERATION_NAME = 200;

    public static Address addressOf(EntityId id) {
        return new Address(KIND, id.name(), id.key());
    }

    static EntityId idOf(Address entity) {
        return new EntityId(entity.name(), entity.key());
    }

    /** How users see a sender: an entity by the text form of its id, an orchestration by its instance id. */
    static String senderText(Address sender) {
        return sender.kind().equals(KIND) ? '@' + sender.name() + '@' + sender.key() : sender.key();
    }

    /**
     * The name, as it is.
     *
     * @throws IllegalArgumentException when it is too long to be an operation's, or would break a line of a log
     */
    public static String checkOperation(String operation) {
        if (operation.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("Operation name: \"%.40s\" (expected: no control characters)."
                    .formatted(operation.replaceAll("\\p{Cc}", "?")));
        }
        if (operation.length() > MAX_OPERATION_NAME) {
            throw new IllegalArgumentException("Operation name: \"%.40s…\" of %d characters (expected: at most %d)."
                    .formatted(operation, operation.length(), MAX_OPERATION_NAME));
        }
        return operation;
    }
}
