package io.perdure.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Times in the tables")
class MicrosTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-11-20T08:00:00.123456Z",
                "1969-12-31T23:59:59.999999Z",
                "2999-01-01T00:00:00Z",
                "1001-01-01T00:00:00Z"
            })
    @DisplayName("come back as they were, also centuries away:")
    void round_trip(String time) {
        Instant instant = Instant.parse(time);

        assertThat(Micros.fromDatabase(Micros.of(instant))).isEqualTo(instant);
    }

    @Test
    @DisplayName("beyond what a column holds are its ends")
    void ends() {
        assertThat(Micros.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Micros.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    }
}
