package io.perdure.orchestrations.internal.activities;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import io.perdure.orchestrations.internal.Activities;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The activities of a cluster: each node runs its own as long as it has places, and gives what would wait to nodes that
 * have some free (O-32). What a node lacks goes to one that has it (O-37); what a lost node had goes to another (O-39). A
 * call that runs here costs no message and no actor.
 */
public final class ClusterActivities implements Activities, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterActivities.class);
    private static final long DRAIN_SECONDS = 3;

    private final ActorSystem<?> system;
    private final LocalActivities local;
    private final String self;
    private final ActorRef<NodeCommand> node;

    /** What the actor last knew: whether it is worth asking it. */
    private final AtomicBoolean othersHavePlaces = new AtomicBoolean();

    /** @param local this node's pool; closed with this */
    public ClusterActivities(ActorSystem<?> system, LocalActivities local, ActivitySettings settings) {
        this(system, "perdure-activities", local, settings, ActorRef::tell);
    }

    /** @param network sends to other nodes */
    ClusterActivities(
            ActorSystem<?> system,
            String actorName,
            LocalActivities local,
            ActivitySettings settings,
            BiConsumer<ActorRef<ActivityWire>, ActivityWire> network) {
        this.system = system;
        this.local = local;
        this.self = system.address().hostPort();
        this.node = system.systemActorOf(
                ActivityNode.create(local, settings, network, othersHavePlaces), actorName, Props.empty());
    }

    @Override
    public Running start(Call call, Consumer<Result> done) {
        var placed = new ClusterCall(self, call, done, unwanted -> node.tell(new NodeCommand.Recall(unwanted)));
        if (local.knows(call.name()) && (local.free() > 0 || !othersHavePlaces.get())) {
            placed.runIn(local);
        } else {
            placed.leaves();
            node.tell(new NodeCommand.Place(placed));
        }
        return placed;
    }

    @Override
    public int waiting() {
        return local.waiting();
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /**
     * As {@link LocalActivities#close(Duration)}. Calls of other nodes that have not begun go back to them at once, those
     * that run beyond the grace period when it is over. Without an actor system nobody can be told of a result: then there is no
     * grace. Blocking.
     */
    public void close(Duration grace) {
        var drained = new CompletableFuture<Void>();
        node.tell(new NodeCommand.Drain(drained));
        var ended = system.getWhenTerminated().toCompletableFuture();
        try {
            CompletableFuture.anyOf(drained, ended).get(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Other nodes were not told; they notice by themselves", e);
        }
        local.close(ended.isDone() ? Duration.ZERO : grace);
        node.tell(NodeCommand.Tick.STOP);
    }
}
