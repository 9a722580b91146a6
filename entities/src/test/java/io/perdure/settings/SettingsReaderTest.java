package io.perdure.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What reads settings")
class SettingsReaderTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static SettingsReader reader(String perdure) {
        return SettingsReader.ofPerdure(ConfigFactory.parseString(perdure));
    }

    @Test
    @DisplayName("notes what is wrong and goes on with the default")
    void goes_on() {
        var reader = reader("kernel.shards = 0");

        assertThat(reader.number("kernel.shards", 1, 200)).isEqualTo(128);
        assertThat(reader.problems().lines())
                .containsExactly("perdure.kernel.shards: 0 (expected: a whole number, 1 to 200); set by String: 1.");
    }

    @Test
    @DisplayName("takes what lies on a bound")
    void bounds() {
        var reader = reader("kernel.shards = 1, pool.keep-alive = 1 day");

        assertThat(reader.number("kernel.shards", 1, 1)).isEqualTo(1);
        assertThat(reader.duration("pool.keep-alive", DAY, DAY)).isEqualTo(DAY);
        assertThat(reader.problems().lines()).isEmpty();
    }

    @Test
    @DisplayName("collects the problems of all sections, sorted by key, each once")
    void collects() {
        var reader = reader("pool.size = 0, kernel.shards = 0");
        reader.section("pool").number("size", 1, 2);
        reader.section("kernel").number("shards", 1, 2);
        reader.number("pool.size", 1, 2);

        assertThat(reader.problems().lines())
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly("perdure.kernel.shards", "perdure.pool.size");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.problems().throwIfAny())
                .withMessageContainingAll("perdure.kernel.shards", "perdure.pool.size");
    }

    @Test
    @DisplayName("says where a value came from, such as an environment variable")
    void origin() {
        var hub = ConfigValueFactory.fromAnyRef("!", "environment variable PERDURE_HUB");
        var reader = SettingsReader.ofPerdure(ConfigFactory.empty().withValue("hub", hub));
        reader.text("hub", name -> name.length() > 1, "a name");

        assertThat(reader.problems().lines())
                .containsExactly("perdure.hub: ! (expected: a name); set by environment variable PERDURE_HUB.");
    }

    @Test
    @DisplayName("shows no secrets, also when something else stands where they should be in")
    void secrets() {
        var password = reader("postgres.password = [s3cret]");
        var section = reader("postgres = s3cret");
        password.text("postgres.password");
        section.text("postgres.password");

        assertThat(password.problems().lines())
                .singleElement()
                .asString()
                .startsWith("perdure.postgres.password: not shown (");
        assertThat(section.problems().lines()).singleElement().asString().startsWith("perdure.postgres: not shown (");
    }

    @Test
    @DisplayName("shows neither control characters nor more than a reader needs")
    void shown() {
        var reader = reader("hub = \"a\\n%s\"".formatted("b".repeat(1000)));
        reader.text("hub", name -> false, "a name");

        assertThat(reader.problems().lines())
                .singleElement()
                .asString()
                .contains("a?bbb")
                .hasSizeLessThan(300);
    }

    @Test
    @DisplayName("knows of which keys nothing follows, since they or their section are wrong")
    void concern() {
        var reader = reader("kernel = 5, pool.size = 0");
        reader.number("kernel.shards", 1, 200);
        reader.number("pool.size", 1, 2);

        assertThat(reader.problems().concern("perdure.kernel.inbox")).isTrue();
        assertThat(reader.problems().concern("perdure.pool.size")).isTrue();
        assertThat(reader.problems().concern("perdure.pool.journal")).isFalse();
    }

    @Test
    @DisplayName("takes off, false and nothing else for off")
    void off() {
        var reader = reader(
                "pool { connection-timeout = off, keep-alive = false, max-lifetime = 2 s }, client.deadline = 0 s");

        assertThat(List.of("connection-timeout", "keep-alive", "max-lifetime"))
                .extracting(key -> reader.section("pool").durationOrOff(key, SECOND, DAY))
                .containsExactly(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(2));
        reader.durationOrOff("client.deadline", SECOND, DAY);
        assertThat(reader.problems().lines())
                .singleElement()
                .asString()
                .startsWith("perdure.client.deadline: 0 s (expected: off, or ");
    }

    @ParameterizedTest
    @DisplayName("writes times as they can stand in a file")
    @CsvSource({
        "PT0S, 0",
        "PT0.25S, 250 ms",
        "PT1S, 1 second",
        "PT90S, 90 seconds",
        "PT24H, 1 day",
        "PT0.0000001S, PT0.0000001S"
    })
    void times(Duration time, String text) {
        assertThat(Amounts.text(time)).isEqualTo(text);
    }

    @ParameterizedTest
    @DisplayName("writes sizes as they can stand in a file")
    @CsvSource({"0, 0 B", "1, 1 B", "1025, 1025 B", "65536, 64 KiB", "1073741824, 1 GiB"})
    void sizes(long bytes, String text) {
        assertThat(Amounts.size(bytes)).isEqualTo(text);
    }
}
