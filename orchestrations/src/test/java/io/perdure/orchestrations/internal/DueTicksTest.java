package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.Schedule.OnMiss;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Of the ticks that have come due, with a minute until they count as missed,")
class DueTicksTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Ticks at 0, 10, 20, … minutes; 10:00 is settled. */
    @ParameterizedTest(name = "{1} at {0}: {2}")
    @CsvSource({
        "10:09:59, SKIP, ",
        "10:10:00, SKIP, 10:10",
        "10:11:00, SKIP, 10:10",
        "10:11:01, SKIP, ",
        "10:40:30, SKIP, 10:40",
        "10:45:00, SKIP, ",
        "10:10:00, RUN_ONCE, 10:10",
        "10:19:00, RUN_ONCE, 10:10",
        "10:40:30, RUN_ONCE, 10:40",
        "10:45:00, RUN_ONCE, 10:40",
        "10:10:00, RUN_ALL, 10:10",
        "10:45:00, RUN_ALL, 10:10 10:20 10:30 10:40"
    })
    @DisplayName("those are run that the schedule wants")
    void policies(String now, OnMiss onMiss, String expected) {
        var ticks = new CronTicks("*/10 * * * *", ZoneOffset.UTC);

        var due = DueTicks.of(ticks, onMiss, at("10:00"), at(now), MINUTE);

        assertThat(due.run()).isEqualTo(instants(expected));
        assertThat(due.more()).isFalse();
    }

    @Test
    @DisplayName("several within that minute are all run, whatever the policy")
    void on_time() {
        var ticks = new Ticks.AtInterval(at("10:00"), Duration.ofSeconds(20));

        for (OnMiss onMiss : OnMiss.values()) {
            assertThat(DueTicks.of(ticks, onMiss, at("10:00"), at("10:01"), MINUTE)
                            .run())
                    .as("%s", onMiss)
                    .isEqualTo(instants("10:00:20 10:00:40 10:01"));
        }
    }

    @Test
    @DisplayName("a multitude is run in parts")
    void parts() {
        var ticks = new Ticks.AtInterval(at("10:00"), Duration.ofSeconds(1));

        var first = DueTicks.of(ticks, OnMiss.RUN_ALL, at("10:00"), at("10:05"), MINUTE);
        var rest = DueTicks.of(ticks, OnMiss.RUN_ALL, at("10:04:59"), at("10:05"), MINUTE);

        assertThat(first.run()).hasSize(DueTicks.AT_ONCE).endsWith(at("10:01:40"));
        assertThat(first.more()).isTrue();
        assertThat(rest).isEqualTo(new DueTicks(List.of(at("10:05")), false));
    }

    private static List<Instant> instants(String times) {
        return times == null
                ? List.of()
                : Arrays.stream(times.split(" ")).map(DueTicksTest::at).toList();
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-20T" + (time.length() == 5 ? time + ":00" : time) + "Z");
    }
}
