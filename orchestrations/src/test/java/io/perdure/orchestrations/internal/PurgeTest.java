package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.PurgeFilter;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PurgeTest extends ClientFixture {

    private static final PurgeFilter ALL = new PurgeFilter(null, null, Set.of());

    private static Instant minute(int minute) {
        return FakeDurableClient.NOON.plusSeconds(60L * minute);
    }

    @ParameterizedTest(name = "O-140: an instance that is {0} is purged")
    @EnumSource(names = {"Completed", "Failed", "Canceled", "Terminated"})
    void ended(RuntimeStatus status) {
        durable.instance("o-1", status, 0);

        assertThat(client.purge("o-1").join()).isTrue();
        assertThat(durable.instances).isEmpty();
    }

    @ParameterizedTest(name = "H-52: an instance that is {0} is not purged")
    @EnumSource(names = {"Pending", "Running", "Suspended", "ContinuedAsNew"})
    void live(RuntimeStatus status) {
        durable.instance("o-1", status, 0);

        assertThat(client.purge("o-1").join()).isFalse();
        assertThat(durable.instances).containsKey("o-1");
    }

    @Test
    @DisplayName("O-140: nothing is purged of an unknown instance, nor of an entity")
    void unknown() {
        assertThat(client.purge("o-1").join()).isFalse();
        assertThat(client.purge("@counter@a").join()).isFalse();
    }

    @Test
    @DisplayName("O-140: an instance that was looked at too early is looked at again")
    void moved_on() {
        durable.instance("o-1", RuntimeStatus.Completed, 0);
        durable.refusedErasures.put("o-1", 2);

        assertThat(client.purge("o-1").join()).isTrue();
        assertThat(pauses.taken).hasSize(2);
    }

    @Test
    @DisplayName("O-140: an instance that lives again when it is looked at again is spared")
    void lives_again() {
        durable.instance("o-1", RuntimeStatus.Failed, 0);
        durable.refusedErasures.put("o-1", 1);
        durable.beforeErase = id -> durable.instance("o-1", RuntimeStatus.Running, 0);

        assertThat(client.purge("o-1").join()).isFalse();
        assertThat(durable.instances).containsKey("o-1");
    }

    @Test
    @DisplayName("O-140: an instance whose messages do not arrive stays, after some attempts")
    void undelivered() {
        durable.instance("o-1", RuntimeStatus.Completed, 0);
        durable.refusedErasures.put("o-1", 100);

        assertThat(client.purge("o-1").join()).isFalse();
        assertThat(durable.reads).hasSize(Purges.ATTEMPTS);
    }

    @Test
    @DisplayName("O-140: a purge by filter takes all that ended, batch by batch, and counts them")
    void many() {
        for (int i = 0; i < 10; i++) {
            durable.instance("o-" + i, i % 2 == 0 ? RuntimeStatus.Completed : RuntimeStatus.Running, i);
        }

        assertThat(client.purge(ALL).join()).isEqualTo(5);
        assertThat(durable.instances)
                .hasSize(5)
                .allSatisfy((id, facts) -> assertThat(facts.runtimeStatus()).isEqualTo(RuntimeStatus.Running));
        assertThat(durable.queries)
                .hasSize(2)
                .allSatisfy(query -> assertThat(query.limit()).isEqualTo(3));
    }

    @Test
    @DisplayName("O-140: bounds of creation are inclusive")
    void by_creation() {
        for (int i = 0; i < 5; i++) {
            durable.instance("o-" + i, RuntimeStatus.Completed, i);
        }

        assertThat(client.purge(new PurgeFilter(minute(1), minute(3), Set.of())).join())
                .isEqualTo(3);
        assertThat(durable.instances).containsOnlyKeys("o-0", "o-4");
    }

    @Test
    @DisplayName("H-53: only the statuses that were asked for")
    void by_status() {
        durable.instance("o-1", RuntimeStatus.Completed, 0);
        durable.instance("o-2", RuntimeStatus.Failed, 0);

        assertThat(client.purge(new PurgeFilter(null, null, Set.of(RuntimeStatus.Failed)))
                        .join())
                .isEqualTo(1);
        assertThat(durable.instances).containsOnlyKeys("o-1");
    }

    @Test
    @DisplayName("O-140: statuses that are not terminal match nothing")
    void live_status() {
        durable.instance("o-1", RuntimeStatus.Running, 0);
        durable.instance("o-2", RuntimeStatus.Completed, 0);

        assertThat(client.purge(new PurgeFilter(null, null, Set.of(RuntimeStatus.Running)))
                        .join())
                .isZero();
        assertThat(durable.queries).isEmpty();
    }

    @Test
    @DisplayName("O-140: what the index shows as ended is looked at: an id that is used anew is spared")
    void used_anew() {
        durable.instance("o-1", RuntimeStatus.Running, 9);
        durable.rows.put("o-1", FakeDurableClient.row(FakeDurableClient.facts("o-1", RuntimeStatus.Completed, 0)));

        assertThat(client.purge(ALL).join()).isZero();
        assertThat(durable.instances).containsKey("o-1");
    }

    @Test
    @DisplayName("O-140: an id that was used anew and ended again counts by its new creation")
    void ended_again() {
        durable.instance("o-1", RuntimeStatus.Completed, 9);
        durable.rows.put("o-1", FakeDurableClient.row(FakeDurableClient.facts("o-1", RuntimeStatus.Completed, 0)));

        assertThat(client.purge(new PurgeFilter(null, minute(5), Set.of())).join())
                .isZero();
    }
}
