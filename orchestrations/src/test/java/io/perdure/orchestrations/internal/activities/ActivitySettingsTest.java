package io.perdure.orchestrations.internal.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Settings of activities")
class ActivitySettingsTest {

    private static ActivitySettings with(String setting) {
        var all = ConfigFactory.parseString("perdure.activities." + setting).withFallback(ConfigFactory.load());
        return ActivitySettings.of(all.resolve().getConfig("perdure"));
    }

    @Test
    @DisplayName("O-150 by default 10 for each processor run at the same time, and at least 20")
    void automatic() {
        assertThat(with("max-concurrent = auto").maxConcurrent())
                .isEqualTo(Math.max(20, 10 * Runtime.getRuntime().availableProcessors()));
    }

    @Test
    @DisplayName("O-150 the limit can be set")
    void set() {
        assertThat(with("max-concurrent = 3").maxConcurrent()).isEqualTo(3);
    }

    @Test
    @DisplayName("a limit that lets nothing run is refused")
    void none() {
        assertThatThrownBy(() -> with("max-concurrent = 0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "perdure.activities.max-concurrent: 0 (expected: auto, or a whole number, 1 to 100000)");
    }

    @Test
    @DisplayName("a pause that would flood the cluster is refused")
    void too_often() {
        assertThatThrownBy(() -> with("cluster.ask-again = 1 ms"))
                .hasMessageStartingWith("perdure.activities.cluster.ask-again: 1 ms (expected: a duration")
                .hasMessageContaining("100 ms to");
    }
}
