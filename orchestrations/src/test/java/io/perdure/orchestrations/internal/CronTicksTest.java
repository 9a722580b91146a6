package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.orchestrations.Schedule;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The ticks of a cron expression")
class CronTicksTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0 3 * * *          | 2026-11-20T12:00+01:00 | 2026-11-21T03:00+01:00 2026-11-22T03:00+01:00",
                "*/20 9-10 * * MON  | 2026-11-20T12:00+01:00 | 2026-11-23T09:00+01:00 2026-11-23T09:20+01:00",
                "0 0 29 2 *         | 2026-11-20T12:00+01:00 | 2028-02-29T00:00+01:00 2032-02-29T00:00+01:00",
                "0 0 1 * 7          | 2026-11-20T12:00+01:00 | 2026-11-22T00:00+01:00 2026-11-29T00:00+01:00 2026-12-01T00:00+01:00",
                "0 0 0 1 * 7        | 2026-11-20T12:00+01:00 | 2027-08-01T00:00+02:00 2028-10-01T00:00+02:00",
                "*/20 0 12 * * *    | 2026-11-20T12:00+01:00 | 2026-11-20T12:00:20+01:00 2026-11-20T12:00:40+01:00 2026-11-21T12:00+01:00",
                "0 0 1 jan,Jul *    | 2026-11-20T12:00+01:00 | 2027-01-01T00:00+01:00 2027-07-01T00:00+02:00"
            })
    @DisplayName("are those of Unix for five fields, and of NCRONTAB for six")
    void ticks(String expression, String after, String expected) {
        assertThat(ticks(expression, BERLIN, after, expected.split(" ").length)).isEqualTo(instants(expected));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "30 2 * * *      | 2026-03-28T02:30+01:00 2026-03-29T03:30+02:00 2026-03-30T02:30+02:00",
                "0,30 2,3 * * *  | 2026-03-28T02:00+01:00 2026-03-28T02:30+01:00 2026-03-28T03:00+01:00 2026-03-28T03:30+01:00 2026-03-29T03:00+02:00 2026-03-29T03:30+02:00 2026-03-30T02:00+02:00",
                "15 0-4 29 3 *   | 2026-03-29T00:15+01:00 2026-03-29T01:15+01:00 2026-03-29T03:15+02:00 2026-03-29T04:15+02:00 2027-03-29T00:15+02:00",
                "50 2 * * 0      | 2026-03-29T03:50+02:00 2026-04-05T02:50+02:00"
            })
    @DisplayName("of an hour that the clock leaves out come an hour later, and once")
    void spring(String expression, String expected) {
        assertThat(ticks(expression, BERLIN, "2026-03-28T00:00+01:00", expected.split(" ").length))
                .isEqualTo(instants(expected));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "30 2 * * *      | 2026-10-25T02:30+02:00 2026-10-26T02:30+01:00",
                "0,30 1-3 * * 0  | 2026-10-25T01:00+02:00 2026-10-25T01:30+02:00 2026-10-25T02:00+02:00 2026-10-25T02:30+02:00 2026-10-25T03:00+01:00",
                "20 * * * *      | 2026-10-25T00:20+02:00 2026-10-25T01:20+02:00 2026-10-25T02:20+02:00 2026-10-25T02:20+01:00 2026-10-25T03:20+01:00",
                "0 40 * * * *    | 2026-10-25T00:40+02:00 2026-10-25T01:40+02:00 2026-10-25T02:40+02:00 2026-10-25T02:40+01:00 2026-10-25T03:40+01:00"
            })
    @DisplayName("of an hour that comes twice are those of the first, or of both when every hour has them")
    void autumn(String expression, String expected) {
        assertThat(ticks(expression, BERLIN, "2026-10-25T00:00+02:00", expected.split(" ").length))
                .isEqualTo(instants(expected));
    }

    @Test
    @DisplayName("do not depend on when one asks: from every minute of both nights the next is the same")
    void any_time() {
        for (String night : List.of("2026-03-28T22:00:00Z", "2026-10-24T22:00:00Z")) {
            for (String expression : List.of("30 2 * * *", "*/7 * * * *", "10,50 1-3 * * *", "0 0 * * *")) {
                var ticks = new CronTicks(expression, BERLIN);
                Instant begin = Instant.parse(night);
                var all = ticks(expression, BERLIN, night, 60);
                for (Instant at = begin; at.isBefore(begin.plusSeconds(6 * 3_600)); at = at.plusSeconds(61)) {
                    Instant now = at;
                    assertThat(ticks.next(at))
                            .as("%s after %s", expression, at)
                            .isEqualTo(all.stream()
                                    .filter(tick -> tick.isAfter(now))
                                    .findFirst());
                }
            }
        }
    }

    @Test
    @DisplayName("look back for the last one without going through all")
    void last() {
        var ticks = new CronTicks("0 3 * * *", BERLIN);

        assertThat(ticks.last(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2026-11-20T02:00:00Z")))
                .as("3:00 in Berlin itself is not before 3:00")
                .contains(Instant.parse("2026-11-19T02:00:00Z"));
        assertThat(ticks.last(Instant.parse("2026-11-19T02:00:00Z"), Instant.parse("2026-11-20T02:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''              | has 0",
                "0 3 * *         | has 4",
                "0 0 0 1 1 * 2026| has 7",
                "61 * * * *      | 61 not in range [0, 59]",
                "0 24 * * *      | 24 not in range [0, 23]",
                "*/0 * * * *     | Period 0",
                "0 0 30 2 *      | a time that comes",
                "0 0 L * *       | L",
                "a b c d e       | wrong",
                "0 0 1 1 *#0 0 2 2 * | has 9",
                "@daily          | has 1"
            })
    @DisplayName("need an expression; what is wrong with it is said")
    void wrong(String expression, String said) {
        assertThatThrownBy(() -> Schedule.cron(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Cron expression \"", said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.5S", "PT120000H", "PT-1S"})
    @DisplayName("at an interval need one of a second to ten years")
    void wrong_interval(String interval) {
        assertThatThrownBy(() -> Schedule.every(java.time.Duration.parse(interval)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(interval);
    }

    private static List<Instant> ticks(String expression, ZoneId zone, String after, int count) {
        var ticks = new CronTicks(CronTicks.checked(expression), zone);
        return Stream.iterate(
                        OffsetDateTime.parse(after).toInstant(),
                        last -> ticks.next(last).orElseThrow())
                .skip(1)
                .limit(count)
                .toList();
    }

    private static List<Instant> instants(String texts) {
        return Arrays.stream(texts.split(" "))
                .map(text -> OffsetDateTime.parse(text).toInstant())
                .toList();
    }
}
