package io.perdure.kernel;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a durable actor is told. The ones that travel between nodes are {@link Wire}; the rest stay inside the actor. */
sealed interface Command permits Command.Wire, DurableActor.Internal {

    /** From clients, from other durable instances, from the waker. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Request.class, name = "request"),
        @JsonSubTypes.Type(value = Question.class, name = "question"),
        @JsonSubTypes.Type(value = Await.class, name = "await"),
        @JsonSubTypes.Type(value = Deliver.class, name = "deliver"),
        @JsonSubTypes.Type(value = Acknowledge.class, name = "ack"),
        @JsonSubTypes.Type(value = MustClear.class, name = "clear"),
        @JsonSubTypes.Type(value = Forget.class, name = "forget"),
        @JsonSubTypes.Type(value = Wake.class, name = "wake"),
        @JsonSubTypes.Type(value = Erase.class, name = "erase"),
        @JsonSubTypes.Type(value = Seek.class, name = "seek")
    })
    sealed interface Wire extends Command, KernelMessage {}

    /**
     * A client's message, answered after the commit of the step that takes it, or of a later one.
     *
     * @param patienceMillis how long the client waits
     * @param fresh whether the instance's address has just been made up, so that there is nothing to read
     */
    record Request(
            Message message, @Nullable String requestId, long patienceMillis, boolean fresh, ActorRef<Reply> replyTo)
            implements Wire {}

    /** A client's question about the committed state. */
    record Question(Message message, ActorRef<Reply> replyTo) implements Wire {}

    /**
     * A client's question that may wait for a state from which it can be answered.
     *
     * @param patienceMillis how long it may; the client then asks again or gives up, and is sent nothing. 0 for an answer
     *     at once, be it that there is none
     */
    record Await(Message message, long patienceMillis, ActorRef<Reply> replyTo) implements Wire {}

    /** Everything that a sender has unacknowledged for this instance, in order, or a head of it. */
    record Deliver(Address from, long cleared, List<Numbered> messages) implements Wire {}

    /** {@code by} has journaled the effect of everything from this instance up to a number. */
    record Acknowledge(Address by, long upTo) implements Wire {}

    /** {@code by} needs proof that messages up to {@code floor} are no late duplicates; see {@link Inbound}. */
    record MustClear(Address by, long floor) implements Wire {}

    /** {@code from} has journaled the acknowledgement of its last message, which had that number. */
    record Forget(Address from, long upTo) implements Wire {}

    /**
     * Something may be due.
     *
     * @param version of the index row that says so: an instance that does not know it has to look at its journal
     */
    record Wake(long version) implements Wire {}

    /** Erases the instance, if it may go. */
    record Erase(Erasure.Wish wish, ActorRef<Reply> replyTo) implements Wire {}

    /**
     * Looks for what that client sent before. Whoever has not got it tells the client that its outcome is unknown: it may
     * have died with a former owner, before or after a commit.
     */
    record Seek(ActorRef<Reply> replyTo) implements Wire {}
}
