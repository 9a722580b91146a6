package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How far a node may be behind")
class StartLimitTest {
    private final StartLimit limit = new StartLimit(100, 10);

    @Test
    @DisplayName("is up to each bound")
    void below() {
        assertThat(limit.refusal(99, 9)).isNull();
    }

    @Test
    @DisplayName("names how many wait, and which setting says that they are too many")
    void reached() {
        assertThat(limit.refusal(100, 0)).contains("100 activities", "perdure.activities.max-waiting");
        assertThat(limit.refusal(0, 11)).contains("11 orchestrators", "perdure.orchestrations.max-waiting");
    }
}
