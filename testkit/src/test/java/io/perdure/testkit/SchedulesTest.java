package io.perdure.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.perdure.DurableModule;
import io.perdure.entities.EntityId;
import io.perdure.entities.EntityQuery;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.OrchestrationQuery;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.Schedule;
import io.perdure.orchestrations.ScheduleStatus;
import io.perdure.orchestrations.ScheduleTick;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Schedules")
class SchedulesTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final EntityId HOURS = EntityId.of("Counter", "hours");

    static final class Report implements Orchestrator<ScheduleTick, String> {
        @Override
        public String run(OrchestrationContext context, ScheduleTick tick) {
            return tick.schedule() + " of " + tick.scheduledAt();
        }
    }

    private static final DurableModule MODULE = registry -> registry.orchestrator(Report.class)
            .entity(Shop.Counter.class)
            .schedule(
                    "nightly",
                    Schedule.cron("0 3 * * *").in(ZoneId.of("Europe/Berlin")).start(Report.class))
            .schedule("hourly", Schedule.every(Duration.ofHours(1)).signal(HOURS, "add", 1));

    @Test
    @DisplayName("start an orchestration at each tick, and tell it for when it was planned")
    void starts() {
        try (var kit = PerdureTestKit.with(ConfigFactory.empty(), NOON, MODULE)) {
            kit.advance(Duration.ofDays(2));

            assertThat(instances(kit))
                    .extracting(OrchestrationMetadata::instanceId)
                    .containsExactly("nightly@2026-11-21T02:00:00Z", "nightly@2026-11-22T02:00:00Z");
            assertThat(kit.run("nightly@2026-11-21T02:00:00Z").output(String.class))
                    .isEqualTo("nightly of 2026-11-21T02:00:00Z");
        }
    }

    @Test
    @DisplayName("signal an entity at each tick, once, though the node crashes again and again")
    void exactly_once() {
        try (var kit = PerdureTestKit.with(ConfigFactory.empty(), NOON, MODULE)) {
            for (int i = 0; i < 16; i++) {
                kit.advance(Duration.ofMinutes(90));
                kit.restart();
            }

            assertThat(kit.await(kit.entities().read(HOURS, Integer.class))).contains(24);
            assertThat(instances(kit)).hasSize(1);
        }
    }

    @Test
    @DisplayName("are listed apart, and are no entities")
    void listed() {
        try (var kit = PerdureTestKit.with(ConfigFactory.empty(), NOON, MODULE)) {
            kit.advance(Duration.ofHours(1));

            assertThat(kit.schedules())
                    .containsExactly(
                            new ScheduleStatus(
                                    "hourly",
                                    "every PT1H",
                                    null,
                                    "@counter@hours add",
                                    NOON.plus(Duration.ofHours(1)),
                                    NOON.plus(Duration.ofHours(2))),
                            new ScheduleStatus(
                                    "nightly",
                                    "0 3 * * *",
                                    "Europe/Berlin",
                                    "Report",
                                    null,
                                    Instant.parse("2026-11-21T02:00:00Z")));
            assertThat(kit.await(kit.entities().list(EntityQuery.all().includingTransient()))
                            .entities())
                    .extracting(entity -> entity.id())
                    .containsExactly(HOURS);
        }
    }

    @Test
    @DisplayName("need a target that is registered, by whatever module, and a name that is free")
    void refused() {
        DurableModule unknown = registry ->
                registry.schedule("nightly", Schedule.cron("0 3 * * *").start("Reprot", null));
        DurableModule twice = registry ->
                registry.schedule("nightly", Schedule.cron("0 3 * * *").start(Report.class));

        assertThatThrownBy(() -> PerdureTestKit.with(unknown))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Schedule 'nightly'", "'Reprot'");
        assertThatThrownBy(() -> PerdureTestKit.with(MODULE, twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'nightly' is already registered");
        assertThatThrownBy(() -> PerdureTestKit.with(registry ->
                        registry.schedule("a/b", Schedule.cron("0 3 * * *").start("Report", null))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a/b");
    }

    private static List<OrchestrationMetadata> instances(PerdureTestKit kit) {
        return kit.await(kit.orchestrations().query(OrchestrationQuery.ALL)).instances();
    }
}
