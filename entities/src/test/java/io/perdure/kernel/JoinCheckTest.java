package io.perdure.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import akka.cluster.Invalid;
import akka.cluster.JoinConfigCompatChecker;
import akka.cluster.Valid;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The check of who may join")
class JoinCheckTest {
    private static final Config CLUSTER = config("");

    private final JoinConfigCompatChecker check = new JoinCheck();

    /** What the wire makes of the settings that Akka sends. */
    private static Config config(String more) {
        var all = ConfigFactory.parseString(more).withFallback(ConfigFactory.parseString("""
                        perdure {
                          hub = default, store = postgres, kernel.shards = 128, waker.workers = 4
                          cluster { protocol = 1, asks {} }
                        }
                        """));
        return ConfigFactory.parseString(all.root().render());
    }

    /** As a member answers: empty objects are not among the keys that Akka gives values of. */
    private static Config answer() {
        return CLUSTER.withoutPath(JoinCheck.ASKS);
    }

    @Test
    @DisplayName("leaves it to the joining node to compare, since only that can tell its operator")
    void member() {
        assertThat(check.check(config("perdure.hub = another"), CLUSTER)).isEqualTo(Valid.getInstance());
    }

    @Test
    @DisplayName("refuses, on the joining node, with key, value and the cluster's value")
    void joining() {
        Config own = config("perdure.kernel.shards = 64");

        assertThat(check.check(answer(), own)).isInstanceOf(Invalid.class);
        assertThat(JoinCheck.takeRefusal(own))
                .isEqualTo(
                        "perdure.kernel.shards: 64 (expected: 128, as in the cluster that this node asked to let it in).");
    }

    @Test
    @DisplayName("takes a number in quotes, as from an environment variable, for the number")
    void numbers_as_text() {
        assertThat(check.check(answer(), config("perdure.kernel.shards = \"128\"")))
                .isEqualTo(Valid.getInstance());
    }

    @Test
    @DisplayName("refuses, on a member, a node of another version that does not compare by itself")
    void does_not_compare() {
        Config stranger = config("perdure.hub = another").withoutPath(JoinCheck.ASKS);

        assertThat(check.check(stranger, CLUSTER)).isInstanceOf(Invalid.class);
    }
}
