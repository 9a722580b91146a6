package io.perdure.examples.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.perdure.testkit.PerdureTestKit;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The nightly report")
class NightlyReportTest {
    @Test
    @DisplayName("is written each night, of the day before, also over a change of the clocks")
    void nightly() {
        var friday = Instant.parse("2026-10-23T12:00:00Z");
        try (var kit = PerdureTestKit.with(ConfigFactory.empty(), friday, new PatternsModule())) {
            kit.advance(Duration.ofDays(3));

            assertThat(kit.run("nightly-report@2026-10-24T01:00:00Z").output(String.class))
                    .isEqualTo("report-2026-10-23.pdf");
            assertThat(kit.run("nightly-report@2026-10-25T02:00:00Z").output(String.class))
                    .as("three o'clock is an hour later in winter")
                    .isEqualTo("report-2026-10-24.pdf");
        }
    }
}
