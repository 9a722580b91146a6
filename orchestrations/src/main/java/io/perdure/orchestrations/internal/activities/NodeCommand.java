package io.perdure.orchestrations.internal.activities;

import akka.actor.typed.ActorRef;
import io.perdure.orchestrations.internal.Activities.Result;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What the actor of a node is told. What travels between nodes is {@link ActivityWire}. */
sealed interface NodeCommand permits ActivityWire, NodeCommand.Internal {

    /** From this node. */
    sealed interface Internal extends NodeCommand {}

    /** A call that shall not simply wait here. */
    record Place(ClusterCall call) implements Internal {}

    /** A call that may be on another node is not wanted any more. */
    record Recall(ClusterCall call) implements Internal {}

    /** What runs here for another node has ended. */
    record RanFor(BorrowedCalls.Key key, Result result) implements Internal {}

    /** The nodes that can be reached, this one included. */
    record Reachable(Set<ActorRef<ActivityWire>> nodes) implements Internal {}

    /** Take no more from others, and give back what has not begun. */
    record Drain(CompletableFuture<Void> done) implements Internal {}

    enum Tick implements Internal {
        REPORT,
        ASK,
        STOP
    }
}
