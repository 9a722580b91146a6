package io.perdure.orchestrations.internal;

import io.perdure.kernel.Address;
import java.util.Set;

/** The verbs and attributes of the messages that orchestrations understand and send. */
public final class OrchestrationMessages {
    private OrchestrationMessages() {}

    /** Kind of the addresses: their name is empty, their key is the instance id. */
    public static final String KIND = "orchestration";

    // From clients, entities and other orchestrations

    /** Start. The name is the orchestrator's, the body its input; attributes below. */
    public static final String START = "start";

    /** Raise an event of that name. A client is told when the instance is unknown or has ended, others are not (O-81). */
    public static final String EVENT = "event";

    /** Body: the output, JSON text or null. Attribute {@link #RECURSIVE}. */
    public static final String TERMINATE = "terminate";

    /** Body: the reason, JSON text or null. */
    public static final String SUSPEND = "suspend";

    public static final String RESUME = "resume";

    /** Body: the reason. From a parent with {@link #PARENT_CALL}: it hears in any case what becomes of its call. */
    public static final String REWIND = "rewind";

    // Answers; the name is the call id, see callId

    /** From an activity, by the instance's own inlet. Body: the result. */
    public static final String ACTIVITY_DONE = "activity";

    /** From a child. Body: the result. */
    public static final String CHILD_DONE = "child";

    /** From an entity: {@code io.perdure.entities.internal.EntityMessages.RESULT}. */
    public static final String ENTITY_RESULT = "result";

    /** From an entity: the lock of that call id is held. */
    public static final String LOCK_GRANTED = "granted";

    /** Attribute of an answer: {@link io.perdure.failures.FailureDetails} as JSON; present when it failed. */
    public static final String FAILURE = "failure";

    // Attributes of a start

    /** The instance's version; absent for the default. */
    public static final String VERSION = "version";

    /** ISO instant before which it must not run; absent for at once. */
    public static final String START_AT = "startAt";

    /** Prefix of attributes that are tags. */
    public static final String TAG = "tag:";

    /** Statuses, separated by commas, in which an instance of that id must not be replaced; absent: all that live. */
    public static final String NOT_REPLACED = "notReplaced";

    public static final String PARENT_NAME = "parentName";
    public static final String PARENT_ID = "parentId";

    /** The call id under which the parent wants the child's end. */
    public static final String PARENT_CALL = "parentCall";

    /** {@code true} when set. */
    public static final String RECURSIVE = "recursive";

    // Questions; each answered by a StatusAnswer or a list of events as JSON

    /** The status; attribute {@link #FETCH} for inputs and outputs. Answerable at once. */
    public static final String READ_STATUS = "status";

    /** As above, answerable when the instance exists and is no longer Pending. */
    public static final String AWAIT_START = "awaitStart";

    /** As above, answerable when the instance has ended. */
    public static final String AWAIT_END = "awaitEnd";

    /** As above, answerable when the status is not the one of attribute {@link #SINCE}, also because there is no instance. */
    public static final String AWAIT_CHANGE = "awaitChange";

    /** Attribute of {@link #AWAIT_CHANGE}: the version of the status that is known; 0 for none. */
    public static final String SINCE = "since";

    /** The history as a JSON array. */
    public static final String READ_HISTORY = "history";

    /** What it waits for, as {@code CurrentWaits.Found}. For the live side. */
    public static final String READ_WAITS = "waits";

    public static final String FETCH = "fetch";

    // Failures with which a client's request is answered; their properties hold "status" where there is one

    public static final String ALREADY_EXISTS = "InstanceAlreadyExists";
    public static final String NOT_FOUND = "InstanceNotFound";
    public static final String INVALID_STATUS = "InvalidInstanceStatus";
    public static final String NOT_REGISTERED = "OrchestratorNotRegistered";

    // Failures that only a parent is told of

    public static final String TERMINATED = "OrchestrationTerminated";
    public static final String REPLACED = "ExecutionTerminated";

    /** With these there is no failed child that could be rewound: the parent's rewind starts it again. */
    static final Set<String> NO_CHILD_TO_REWIND = Set.of(ALREADY_EXISTS, NOT_FOUND, TERMINATED, REPLACED);

    public static Address addressOf(String instanceId) {
        return new Address(KIND, "", instanceId);
    }

    /**
     * Names an action over all executions of all instances of an id: answers to an earlier run are told apart. Rewind does not
     * change the run.
     */
    static String callId(String run, int actionId) {
        return run + ':' + actionId;
    }
}
