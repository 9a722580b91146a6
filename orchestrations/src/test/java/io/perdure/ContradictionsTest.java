package io.perdure;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Settings that do not go together")
class ContradictionsTest {
    private static final String CLUSTER =
            "perdure { store = postgres, cluster { host = a, port = 1, seeds = [\"a:1\"] } }\n";

    @Test
    @DisplayName("the defaults do")
    void defaults() {
        assertThat(PerdureConfig.problems(ConfigFactory.parseString(CLUSTER))).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("are named, with what is allowed and where they were set:")
    @CsvSource(
            delimiter = '|',
            value = {
                "perdure.payload.max-size = 4 MiB                        | maximum-frame-size",
                "perdure.messaging.max-delivery-size = 2 MiB             | maximum-frame-size",
                "perdure.kernel.inbox = 60000                            | bufferSize",
                "perdure.kernel.reload-after = 6s                        | reload-at-most",
                "perdure.messaging.first-resend = 31s                    | last-resend",
                "perdure.kernel.stop-timeout = 31s                       | handoff-timeout",
                "perdure.kernel.fence-for = 5s                           | longer than 5 seconds",
                "akka.actor.allow-java-serialization = on                | off",
                "akka.cluster.sharding.remember-entities = on            | off",
                "akka.cluster.downing-provider-class = \"\"              | split brain resolver",
                "akka.cluster.split-brain-resolver.active-strategy = off | keep-majority",
                "akka.cluster.split-brain-resolver.active-strategy = keep-some | keep-majority",
            })
    void named(String setting, String expected) {
        var all = ConfigFactory.parseString(CLUSTER + setting);

        assertThat(PerdureConfig.problems(all))
                .singleElement()
                .asString()
                .startsWith(setting.substring(0, setting.indexOf(' ')) + ": ")
                .contains("expected: ", expected, "set by String: 2");
    }

    @Test
    @DisplayName("wrong ones of several parts are named at once")
    void all_at_once() {
        var all = ConfigFactory.parseString(
                "perdure { pool.size = 1, entities.max-waiting = 0, schedules.late-after = 0s, activities.max-concurrent = many }");

        assertThat(PerdureConfig.problems(all)).hasSize(4);
    }
}
