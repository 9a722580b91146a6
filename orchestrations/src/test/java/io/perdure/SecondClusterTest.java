package io.perdure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import com.typesafe.config.ConfigFactory;
import io.perdure.failures.ClusterUnavailableException;
import io.perdure.failures.StoreUnavailableException;
import io.perdure.kernel.MemberRoll;
import io.perdure.kernel.Membership;
import io.perdure.kernel.store.MemberTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The first of the seeds")
class SecondClusterTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(3);
    /** Nobody is there. */
    private static final Address NOBODY = new Address("akka", "perdure", "127.0.0.1", 1);

    private final List<ActorSystem<Void>> systems = new ArrayList<>();
    private final Members members = new Members();

    /** What the database knows. */
    private static final class Members implements MemberTable {
        private final Map<String, Long> seen = new ConcurrentHashMap<>();
        private volatile boolean away;

        @Override
        public void seen(String hub, String address) {
            seen.put(address, System.nanoTime());
        }

        @Override
        public List<String> seenWithin(String hub, Duration time) {
            if (away) {
                throw new StoreUnavailableException("away", null);
            }
            return seen.keySet().stream()
                    .filter(one -> System.nanoTime() - seen.get(one) < time.toNanos())
                    .toList();
        }

        @Override
        public void gone(String hub, String address) {
            seen.remove(address);
        }
    }

    @AfterEach
    void end() {
        systems.forEach(ActorSystem::terminate);
        systems.forEach(
                system -> system.getWhenTerminated().toCompletableFuture().join());
    }

    private ActorSystem<Void> system() {
        var config = PerdureConfig.withDefaults(
                ConfigFactory.parseString("akka.cluster.seed-node-timeout = 500 milliseconds"));
        systems.add(ActorSystem.create(Behaviors.empty(), "perdure", config));
        return systems.get(systems.size() - 1);
    }

    private static Address addressOf(ActorSystem<Void> system) {
        return Cluster.get(system).selfMember().address();
    }

    private void join(ActorSystem<Void> system, List<Address> seeds, Duration within) {
        Membership.join(system, seeds, new MemberRoll(system, "hub", members), within);
    }

    @Test
    @DisplayName("forms a cluster when no other answers and the database knows no member but its own former self")
    void forms() {
        var first = system();
        members.seen("hub", addressOf(first).toString());

        join(first, List.of(addressOf(first), NOBODY), SOON);

        assertThat(Membership.isUp(first)).isTrue();
    }

    @Test
    @DisplayName("forms none beside one that it cannot reach, and goes in when it can")
    void forms_no_second_one() {
        var cutOff = system();
        var member = system();
        Membership.join(member, List.of(addressOf(member)), SOON);
        members.seen("hub", NOBODY.toString());

        assertThatThrownBy(() -> join(cutOff, List.of(addressOf(cutOff), NOBODY), SHORT))
                .isInstanceOf(ClusterUnavailableException.class);

        members.gone("hub", NOBODY.toString());
        members.seen("hub", addressOf(member).toString());
        join(cutOff, List.of(addressOf(cutOff), NOBODY), SOON);
        assertThat(Cluster.get(member).state().getMembers()).hasSize(2);
    }

    @Test
    @DisplayName("forms one when the members that the database knows have said nothing for a while")
    void forms_after_the_end_of_all() {
        var first = system();
        members.seen("hub", NOBODY.toString());

        join(first, List.of(addressOf(first), NOBODY), SOON);

        assertThat(Membership.isUp(first)).isTrue();
        assertThat(members.seenWithin("hub", Duration.ofSeconds(6))).isEmpty();
    }

    @Test
    @DisplayName("forms none as long as the database does not answer")
    void waits_for_the_database() {
        var first = system();
        members.away = true;
        var joining = CompletableFuture.runAsync(() -> join(first, List.of(addressOf(first), NOBODY), SOON));

        Awaitility.await().during(SHORT).atMost(SOON).until(() -> !Membership.isUp(first));
        members.away = false;

        joining.join();
        assertThat(Membership.isUp(first)).isTrue();
    }

    @Test
    @DisplayName("is on the roll as long as it is a member")
    void roll() {
        var first = system();
        try (var roll = new MemberRoll(first, "hub", members)) {
            Membership.join(first, List.of(addressOf(first)), roll, SOON);
            roll.begin();

            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> members.seen.containsKey(addressOf(first).toString()));
        }
        assertThat(members.seen).isEmpty();
    }
}
