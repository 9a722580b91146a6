package io.perdure.kernel;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import io.perdure.failures.StoreUnavailableException;
import io.perdure.kernel.store.MemberTable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the database that this node is a member, as long as it is one, and knows from there who else is.
 *
 * <p>A node that the others have given up, and that starts again where it cannot reach them, would take itself for the first of
 * all and form a second cluster on the same database. The journal keeps their writes apart, but reads of one would not see the
 * writes of the other. Since both reach the database, that can tell it. Thread-safe.
 */
public final class MemberRoll implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MemberRoll.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Some of these may be late or fail. Who restarts after all have died has spent most of this with starting. */
    private static final Duration COUNTS_FOR = Duration.ofSeconds(6);

    private final ActorSystem<?> system;
    private final String hub;
    private final MemberTable table;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var daemon = new Thread(work, "perdure-member");
        daemon.setDaemon(true);
        return daemon;
    });

    public MemberRoll(ActorSystem<?> system, String hub, MemberTable table) {
        this.system = system;
        this.hub = hub;
        this.table = table;
    }

    /** Begins to say so. Once. */
    public void begin() {
        var unused = thread.scheduleWithFixedDelay(this::note, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void note() {
        try {
            if (Membership.isUp(system)) {
                table.seen(hub, self());
            }
        } catch (RuntimeException later) {
            LOG.debug("Could not note that this node is a member.", later); // the store has told the operator
        }
    }

    /** Addresses of other nodes that are members. Blocking. */
    List<String> others() throws StoreUnavailableException {
        return table.seenWithin(hub, COUNTS_FOR).stream()
                .filter(address -> !address.equals(self()))
                .toList();
    }

    private String self() {
        return Cluster.get(system).selfMember().address().toString();
    }

    /** Says that this node is none any more. Blocking, at most as long as the store takes to fail. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(COUNTS_FOR.toMillis(), TimeUnit.MILLISECONDS)) {
                table.gone(hub, self());
            }
        } catch (StoreUnavailableException itGrowsOld) {
            LOG.debug("Could not note that this node has left.", itGrowsOld);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
