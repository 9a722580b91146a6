package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionSettingsTest {

    private static RetentionSettings read(String retention) {
        return RetentionSettings.of(ConfigFactory.parseString("perdure.retention { %s }".formatted(retention))
                .withFallback(ConfigFactory.defaultReference())
                .resolve()
                .getConfig("perdure"));
    }

    @Test
    @DisplayName("By default nothing is purged")
    void off_by_default() {
        var settings = read("");

        assertThat(settings.isOff()).isTrue();
        assertThat(settings.interval()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.batch()).isEqualTo(100);
    }

    @Test
    @DisplayName("An age for one outcome leaves the others alone")
    void one_outcome() {
        var settings = read("completed = 30 days");

        assertThat(settings.isOff()).isFalse();
        assertThat(settings.ages()).isEqualTo(Map.of(RuntimeStatus.Completed, Duration.ofDays(30)));
    }

    @Test
    @DisplayName("Each outcome has a setting of its own")
    void all_outcomes() {
        assertThat(read("completed = 1 s, failed = 90 days, terminated = 2 hours")
                        .ages())
                .isEqualTo(Map.of(
                        RuntimeStatus.Completed, Duration.ofSeconds(1),
                        RuntimeStatus.Failed, Duration.ofDays(90),
                        RuntimeStatus.Terminated, Duration.ofHours(2)));
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource(
            delimiter = '|',
            value = {
                "completed = tomorrow | perdure.retention.completed: tomorrow (expected: off, or a duration such as \"5 seconds\", 1 second to 36500 days)",
                "failed = 10 ms | perdure.retention.failed: 10 ms (expected: off, or a duration such as \"5 seconds\", 1 second to 36500 days)",
                "terminated = [] | perdure.retention.terminated: [] (expected: off, or a duration such as \"5 seconds\", 1 second to 36500 days)",
                "interval = off | perdure.retention.interval: off (expected: a duration such as \"5 seconds\", 1 second to 100 days)",
                "batch = 0 | perdure.retention.batch: 0 (expected: a whole number, 1 or more)"
            })
    void wrong(String setting, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(setting)).withMessageStartingWith(message);
    }

    @Test
    @DisplayName("The client's settings stand in reference.conf")
    void client_settings() {
        var settings = OrchestrationClientSettings.of(
                ConfigFactory.defaultReference().resolve().getConfig("perdure"));

        assertThat(settings).isEqualTo(new OrchestrationClientSettings(1 << 20, 16, 100, 8));
    }
}
