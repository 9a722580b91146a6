package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.RuntimeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetentionTest extends ClientFixture {

    private static final Instant NOW = FakeDurableClient.NOON.plus(Duration.ofHours(1));

    private Map<RuntimeStatus, Long> run(Map<RuntimeStatus, Duration> ages) {
        return new Retention(durable, new RetentionSettings(ages, Duration.ofHours(1), 3), 2, pauses)
                .run(NOW)
                .join();
    }

    @Test
    @DisplayName("What ended long enough ago is purged, in batches; the age counts from the end")
    void by_age() {
        for (int i = 0; i < 60; i += 10) {
            durable.instance("o-" + i, RuntimeStatus.Completed, i); // ends a second after it was created
        }

        var erased = run(Map.of(RuntimeStatus.Completed, Duration.ofMinutes(20).minusSeconds(1)));

        assertThat(erased).isEqualTo(Map.of(RuntimeStatus.Completed, 5L));
        assertThat(durable.instances).containsOnlyKeys("o-50");
        assertThat(durable.queries).hasSize(2).allSatisfy(query -> {
            assertThat(query.limit()).isEqualTo(3);
            assertThat(query.createdTo()).isEqualTo(query.updatedTo());
        });
    }

    @Test
    @DisplayName("An instance that is one second too young stays")
    void exact_age() {
        durable.instance("o-1", RuntimeStatus.Completed, 40);

        assertThat(run(Map.of(RuntimeStatus.Completed, Duration.ofMinutes(20)))).containsValue(0L);
        assertThat(durable.instances).containsKey("o-1");
    }

    @Test
    @DisplayName("Each outcome has an age of its own; those without one stay for ever")
    void by_outcome() {
        durable.instance("done", RuntimeStatus.Completed, 30);
        durable.instance("failed", RuntimeStatus.Failed, 30);
        durable.instance("old failure", RuntimeStatus.Failed, 0);
        durable.instance("ended", RuntimeStatus.Terminated, 0);
        durable.instance("lives", RuntimeStatus.Running, 0);

        var erased = run(Map.of(
                RuntimeStatus.Completed, Duration.ofMinutes(10),
                RuntimeStatus.Failed, Duration.ofMinutes(50)));

        assertThat(erased).isEqualTo(Map.of(RuntimeStatus.Completed, 1L, RuntimeStatus.Failed, 1L));
        assertThat(durable.instances).containsOnlyKeys("failed", "ended", "lives");
    }

    @Test
    @DisplayName("An instance that the index shows as old, but that has been used since, stays")
    void used_since() {
        durable.instance("o-1", RuntimeStatus.Completed, 59);
        durable.rows.put("o-1", FakeDurableClient.row(FakeDurableClient.facts("o-1", RuntimeStatus.Completed, 0)));

        run(Map.of(RuntimeStatus.Completed, Duration.ofMinutes(30)));

        assertThat(durable.instances).containsKey("o-1");
    }
}
