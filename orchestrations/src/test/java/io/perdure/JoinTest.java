package io.perdure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import com.typesafe.config.ConfigFactory;
import io.perdure.failures.ClusterUnavailableException;
import io.perdure.kernel.Membership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A node that asks a cluster to let it in")
class JoinTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final List<ActorSystem<Void>> systems = new ArrayList<>();
    private Address member;

    @BeforeEach
    void form() {
        var first = system("");
        member = Cluster.get(first).selfMember().address();
        Membership.join(first, List.of(member), SOON);
    }

    @AfterEach
    void end() {
        systems.forEach(ActorSystem::terminate);
        systems.forEach(
                system -> system.getWhenTerminated().toCompletableFuture().join());
    }

    private ActorSystem<Void> system(String perdure) {
        var config = PerdureConfig.withDefaults(
                ConfigFactory.parseString("perdure { store = postgres }, perdure { %s }".formatted(perdure)));
        systems.add(ActorSystem.create(Behaviors.empty(), "perdure", config));
        return systems.get(systems.size() - 1);
    }

    @Test
    @DisplayName("gets in when it agrees in what all must agree on, whatever else differs")
    void agrees() {
        var joining = system("kernel.max-batch = 17");

        Membership.join(joining, List.of(member), SOON);

        assertThat(Cluster.get(joining).state().getMembers()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("ends with both values when it does not")
    @CsvSource(
            delimiter = '|',
            value = {
                "hub = another | perdure.hub: another (expected: default,",
                "store = h2 | perdure.store: h2 (expected: postgres,",
                "kernel.shards = 64 | perdure.kernel.shards: 64 (expected: 128,",
                "waker.workers = 3 | perdure.waker.workers: 3 (expected: 4,",
                "cluster.protocol = 2 | perdure.cluster.protocol: 2 (expected: 1,",
            })
    void differs(String setting, String message) {
        var joining = system(setting);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Membership.join(joining, List.of(member), SOON))
                .withMessageContaining(message);
    }

    @Test
    @DisplayName("names all that differs at once")
    void all_at_once() {
        var joining = system("hub = another, kernel.shards = 64");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Membership.join(joining, List.of(member), SOON))
                .withMessageContainingAll("perdure.hub", "perdure.kernel.shards");
    }

    @Test
    @DisplayName("that cannot be told why ends all the same: one of another version, refused by the member")
    void another_version() {
        var joining = system("cluster.asks = null, hub = another");

        assertThat(catchThrowable(() -> Membership.join(joining, List.of(member), SOON)))
                .isInstanceOf(ClusterUnavailableException.class);
    }
}
