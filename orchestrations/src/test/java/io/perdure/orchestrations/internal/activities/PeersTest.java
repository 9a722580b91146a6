package io.perdure.orchestrations.internal.activities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is known of other nodes")
class PeersTest {
    private final Random random = new Random(7);

    private static Peers<String> none() {
        return Peers.none();
    }

    @Test
    @DisplayName("only a node with a free place that has the activity is chosen")
    void fitting() {
        var peers = none().introduced("full", Set.of("charge"), 0)
                .introduced("other", Set.of("notify"), 5)
                .introduced("fits", Set.of("charge"), 1);

        assertThat(peers.free("charge", random)).contains("fits");
        assertThat(peers.given("fits").free("charge", random)).isEmpty();
    }

    @Test
    @DisplayName("O-37 a node that has the activity is found although it has no place")
    void having() {
        var peers = none().introduced("full", Set.of("charge"), -3);

        assertThat(peers.having("charge", random)).contains("full");
        assertThat(peers.having("notify", random)).isEmpty();
    }

    @Test
    @DisplayName("of two random nodes the freer one is chosen: the one with the least places gets the least")
    void two_choices() {
        var peers = none().introduced("a", Set.of("x"), 1)
                .introduced("b", Set.of("x"), 5)
                .introduced("c", Set.of("x"), 9);

        var chosen = new TreeMap<String, Integer>();
        IntStream.range(0, 3_000)
                .forEach(n -> chosen.merge(peers.free("x", random).orElseThrow(), 1, Integer::sum));

        assertThat(chosen).doesNotContainKey("a");
        assertThat(chosen.get("c")).isBetween(1_800, 2_200);
        assertThat(chosen.get("b")).isBetween(800, 1_200);
    }

    @Test
    @DisplayName("places of a node that has not been introduced do not count")
    void unknown() {
        assertThat(none().withFree("stranger", 9)).isEqualTo(none());
        assertThat(none().introduced("a", Set.of("x"), 9).without("a").anyFree())
                .isFalse();
    }
}
