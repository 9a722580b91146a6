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
                .hasMessage("perdure.activities.max-concurrent: 0 (expected: auto, or 1 or more).");
    }

    @Test
    @DisplayName("a pause that would flood the cluster is refused")
    void too_often() {
        assertThatThrownBy(() -> with("cluster.ask-again = 1 ms"))
                .hasMessage("perdure.activities.cluster.ask-again: 1 ms (expected: 100 ms or more).");
    }
}
