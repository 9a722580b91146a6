package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.DurableModule;
import io.perdure.entities.EntityId;
import io.perdure.orchestrations.Schedule;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Schedules over HTTP")
class SchedulesTest {
    private static GatewayFixture door;

    @BeforeAll
    static void open() {
        DurableModule module = registry -> registry.schedule(
                        "yearly", Schedule.cron("0 0 1 1 *").start("Echo", 7))
                .schedule(
                        "secondly",
                        Schedule.every(Duration.ofSeconds(1)).signal(EntityId.of("Counter", "seconds"), "add", 1));
        door = GatewayFixture.startWith(List.of(module));
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    @DisplayName("are listed by name, with what they do and when")
    void list() {
        Awaitility.await()
                .untilAsserted(() -> assertThat(json(door.get("schedules"))
                                .path(0)
                                .path("lastTick")
                                .asText())
                        .startsWith("20")
                        .endsWith("Z"));

        var answer = door.get("schedules");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer)).hasSize(2);
        var yearly = json(answer).path(1);
        assertThat(yearly).hasSize(6);
        assertThat(yearly.path("name").asText()).isEqualTo("yearly");
        assertThat(yearly.path("expression").asText()).isEqualTo("0 0 1 1 *");
        assertThat(yearly.path("zone").asText()).isEqualTo("UTC");
        assertThat(yearly.path("target").asText()).isEqualTo("Echo");
        assertThat(yearly.path("lastTick").isNull()).isTrue();
        assertThat(yearly.path("nextTick").asText()).endsWith("-01-01T00:00:00Z");
        assertThat(json(answer).path(0).path("target").asText()).isEqualTo("@counter@seconds add");
    }

    @Test
    @DisplayName("are no entities: none is listed, and none is found under the kind or a name")
    void no_entities() {
        assertThat(door.get("entities").body()).doesNotContain("yearly");
        assertThat(door.post("entities/schedule/yearly?op=announce").statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("are for looking at alone: another method is 404 that names the right one (H-3)")
    void read_only() {
        var answer = door.post("schedules");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("schedules", "GET");
        assertThat(door.get("schedules/yearly").statusCode()).isEqualTo(404);
    }
}
