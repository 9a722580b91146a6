package io.perdure;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Sections of which Akka's reference.conf is a copy of others")
class CopiedAkkaSettingsTest {

    @ParameterizedTest(name = "{0}")
    @DisplayName("follow what Perdure and the application say in the original, not Akka's defaults")
    @CsvSource({
        "akka.cluster.sharding.coordinator-singleton.hand-over-retry-interval, akka.cluster.singleton.hand-over-retry-interval",
        "akka.cluster.sharded-daemon-process.sharding.updating-state-timeout, akka.cluster.sharding.updating-state-timeout",
        "akka.cluster.sharded-daemon-process.sharding.retry-interval, akka.cluster.sharding.retry-interval",
    })
    void follow(String copy, String original) {
        var shipped = PerdureConfig.load();
        var changed = PerdureConfig.withDefaults(ConfigFactory.parseString(original + " = 123 ms"));

        assertThat(shipped.getDuration(copy))
                .isEqualTo(shipped.getDuration(original))
                .isNotEqualTo(ConfigFactory.defaultReference().getDuration(copy));
        assertThat(changed.getDuration(copy)).isEqualTo(changed.getDuration(original));
    }
}
