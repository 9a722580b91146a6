package io.perdure.orchestrations;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.perdure.entities.EntityId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an instance has asked for and not got, or that keeps its code from running: an answer to "why does it not go
 * on?". Whether the code awaits it just now, or does something else first, is not told. Times are to the millisecond.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WaitingFor.Start.class, name = "start"),
    @JsonSubTypes.Type(value = WaitingFor.Version.class, name = "version"),
    @JsonSubTypes.Type(value = WaitingFor.Resume.class, name = "resume"),
    @JsonSubTypes.Type(value = WaitingFor.Code.class, name = "code"),
    @JsonSubTypes.Type(value = WaitingFor.ActivityResult.class, name = "activity"),
    @JsonSubTypes.Type(value = WaitingFor.SubOrchestration.class, name = "subOrchestration"),
    @JsonSubTypes.Type(value = WaitingFor.EntityCall.class, name = "entityCall"),
    @JsonSubTypes.Type(value = WaitingFor.EntityLock.class, name = "lock"),
    @JsonSubTypes.Type(value = WaitingFor.ExternalEvent.class, name = "event"),
    @JsonSubTypes.Type(value = WaitingFor.Timer.class, name = "timer")
})
public sealed interface WaitingFor {

    /**
     * Its first turn: the instance is {@code Pending}.
     *
     * @param at before which it must not begin; null when it may
     */
    record Start(@Nullable Instant at) implements WaitingFor {}

    /**
     * A node that runs its version; the one that has it does not. What its code waits for is not known there.
     *
     * @param version the instance's; empty for none
     * @param nodeVersion that of the node's code
     */
    record Version(String version, String nodeVersion) implements WaitingFor {}

    /**
     * To be resumed; what it gets meanwhile is kept.
     *
     * @param since when it was suspended
     * @param reason JSON text; null for none
     */
    record Resume(@Nullable Instant since, @Nullable String reason) implements WaitingFor {}

    /**
     * Nothing but its own code, which runs, or waits for one of the turns that its node allows at the same time.
     *
     * @param since when the step began; null when it has not yet
     */
    record Code(@Nullable Instant since) implements WaitingFor {}

    /**
     * An activity.
     *
     * @param taskNumber of this attempt, among all that the execution asked for
     * @param attempt from 1
     * @param since when it was asked for
     * @param node that has it; null when none has, or there is no cluster
     * @param startedAt when the attempt got its place; null when it waits, and for one on another node
     * @param lastHeartbeat null when there was none, and for one on another node
     */
    record ActivityResult(
            String name,
            int taskNumber,
            int attempt,
            Instant since,
            ActivityPlace place,
            @Nullable String node,
            @Nullable Instant startedAt,
            @Nullable Instant lastHeartbeat)
            implements WaitingFor {}

    /** Where an activity is. */
    enum ActivityPlace {
        /** With no node: just asked for, on its way, or no node that is known has it. */
        NONE,
        /** It waits on the instance's node for one that ends. */
        QUEUED,
        /** It runs on the instance's node. */
        RUNNING,
        /** Another node has it, which had a free place when it got it. */
        REMOTE
    }

    /**
     * A child.
     *
     * @param instanceId whose waits say more
     * @param attempt from 1
     */
    record SubOrchestration(String name, String instanceId, int taskNumber, int attempt, Instant since)
            implements WaitingFor {}

    /**
     * The answer of an entity.
     *
     * @param lockedBy id of the other instance that holds the entity, so that the operation waits there; null when none does
     */
    record EntityCall(
            EntityId entity,
            String operation,
            int taskNumber,
            Instant since,
            @Nullable String lockedBy) implements WaitingFor {}

    /**
     * The lock of an entity: the next of those that the critical section needs, in their order.
     *
     * @param since when the section was asked for
     * @param lockedBy id of the other instance that holds the entity; null when none does, such as when the lock is on its way
     */
    record EntityLock(
            EntityId entity,
            int taskNumber,
            Instant since,
            @Nullable String lockedBy) implements WaitingFor {}

    /**
     * An external event.
     *
     * @param since when the code began to wait
     * @param until when the wait is over; null for never
     */
    record ExternalEvent(
            String name, Instant since, @Nullable Instant until) implements WaitingFor {}

    /**
     * A time.
     *
     * @param retryOf name of the activity or child that is tried again then; null for a timer of the code's own
     */
    record Timer(
            Instant fireAt,
            int taskNumber,
            Instant since,
            @Nullable String retryOf) implements WaitingFor {}
}
