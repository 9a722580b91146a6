package io.perdure.kernel;

import akka.actor.Address;
import akka.actor.AddressFromURIString;
import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.cluster.typed.JoinSeedNodes;
import io.perdure.failures.StoreUnavailableException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node with seeds gets into its cluster. It asks the seeds, and the members that the database knows. The first of the seeds
 * forms a cluster when nobody lets it in for a while, and the database knows no member either. Not thread-safe; blocking.
 */
final class SeedJoin {
    private static final Logger LOG = LoggerFactory.getLogger(SeedJoin.class);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(500);

    private final Cluster cluster;
    private final Address self;
    private final MemberRoll roll;
    private final boolean first;
    private List<String> told = List.of();
    private long lookAt;

    /** @param patience how long the first seed waits for the others before it looks whether it may form a cluster */
    SeedJoin(ActorSystem<?> system, List<Address> seeds, MemberRoll roll, Duration patience) {
        this.cluster = Cluster.get(system);
        this.self = cluster.selfMember().address();
        this.roll = roll;
        this.first = seeds.get(0).equals(self);
        Set<Address> others = new LinkedHashSet<>();
        known().forEach(member -> others.add(AddressFromURIString.parse(member)));
        seeds.stream().filter(seed -> !seed.equals(self)).forEach(others::add);
        if (!others.isEmpty()) {
            cluster.manager().tell(new JoinSeedNodes(List.copyOf(others)));
        }
        lookAt = System.nanoTime() + (others.isEmpty() ? 0 : patience.toNanos());
    }

    /** To be called now and then until the node is a member. */
    void lookAgain() {
        if (!first || System.nanoTime() < lookAt) {
            return;
        }
        lookAt = System.nanoTime() + LOOK_AGAIN_AFTER.toNanos();
        List<String> members;
        try {
            members = roll.others();
        } catch (StoreUnavailableException unknown) {
            return; // whether there are any
        }
        if (members.isEmpty()) {
            cluster.manager().tell(Join.create(self));
        } else if (!members.equals(told)) {
            told = members;
            LOG.warn(
                    "No cluster is formed, since there is one: {} are members of it, as they say in the database. They cannot be reached from here, or do not let this node in yet.",
                    members);
        }
    }

    private List<String> known() {
        try {
            return roll.others();
        } catch (StoreUnavailableException unknown) {
            return List.of(); // the seeds know them
        }
    }
}
