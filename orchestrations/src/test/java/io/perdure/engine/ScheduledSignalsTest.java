package io.perdure.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.DurableModule;
import io.perdure.entities.EntityContext;
import io.perdure.entities.EntityId;
import io.perdure.entities.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Scheduled signals")
class ScheduledSignalsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final EntityId BELL = EntityId.of("Bell", "a");

    /** Remembers how many milliseconds late each signal came; the input is the time it was due. */
    private static final DurableModule MODULE =
            registry -> registry.entity("Bell", ScheduledSignalsTest::bell).entity("Periodic", context -> {
                int runs = context.state(Integer.class, () -> 0) + 1;
                context.setState(runs);
                if (runs < context.input(Integer.class)) {
                    context.signal(context.id(), "tick", context.input(Integer.class), Duration.ofMillis(50));
                }
                return null;
            });

    @TempDir
    private Path data;

    @Test
    @DisplayName("E-53: not before its time, and at once when that is past")
    void not_early() {
        try (var node = TestNode.onH2(data, MODULE)) {
            ring(node, Instant.now().minusSeconds(3600));
            ring(node, Instant.now().plusMillis(700));
            ring(node, Instant.now().plusMillis(300));

            assertThat(lateness(node, 3)).allMatch(late -> late >= 0);
        }
    }

    @Test
    @DisplayName("E-53: survives a restart, also when it falls due while nobody runs")
    void survives_restart() {
        Instant soon = Instant.now().plusMillis(500);
        Instant later = Instant.now().plusSeconds(6);
        try (var node = TestNode.onH2(data, MODULE)) {
            ring(node, later);
            ring(node, soon.plusMillis(1));
            ring(node, soon);
        }
        Awaitility.await().until(() -> Instant.now().isAfter(soon.plusMillis(10)));
        try (var node = TestNode.onH2(data, MODULE)) {
            assertThat(lateness(node, 2)).allMatch(late -> late >= 0);
            assertThat(lateness(node, 3)).hasSize(3).allMatch(late -> late >= 0);
            assertThat(Instant.now()).isAfterOrEqualTo(later);
        }
    }

    @Test
    @DisplayName("E-54: many, at random times to several entities, arrive once each")
    void many() {
        var random = new SplittableRandom(3);
        try (var node = TestNode.onH2(data, MODULE, "perdure.timers.keep-live-below = 500 ms")) {
            var accepted = IntStream.range(0, 300)
                    .mapToObj(n -> {
                        Instant due = Instant.now().plusMillis(random.nextInt(2_500));
                        return node.entities.signal(
                                EntityId.of("Bell", "m" + n % 5),
                                "ring",
                                due.toEpochMilli(),
                                RequestOptions.DEFAULT.at(due));
                    })
                    .toList();
            accepted.forEach(TestNode::get);
            for (int key = 0; key < 5; key++) {
                var id = EntityId.of("Bell", "m" + key);
                Awaitility.await().atMost(SOON).until(() -> rings(node, id).size() >= 60);
                assertThat(rings(node, id)).hasSize(60).allMatch(late -> late >= 0);
            }
        }
    }

    @Test
    @DisplayName("E-56: an entity that schedules itself runs as often as it wanted, and no more")
    void periodic() {
        var id = EntityId.of("Periodic", "a");
        try (var node = TestNode.onH2(data, MODULE)) {
            node.signal(id, "tick", 8);

            Awaitility.await().atMost(SOON).until(() -> Integer.valueOf(8).equals(node.read(id, Integer.class)));
            Awaitility.await().during(Duration.ofMillis(300)).until(() -> node.read(id, Integer.class) == 8);
        }
    }

    private static Object bell(EntityContext context) {
        List<Long> all = new ArrayList<>(List.of(context.state(Long[].class, () -> new Long[0])));
        all.add(System.currentTimeMillis() - context.input(Long.class));
        context.setState(all);
        return null;
    }

    private static void ring(TestNode node, Instant due) {
        TestNode.get(node.entities.signal(BELL, "ring", due.toEpochMilli(), RequestOptions.DEFAULT.at(due)));
    }

    private static List<Long> lateness(TestNode node, int count) {
        Awaitility.await().atMost(SOON).until(() -> rings(node, BELL).size() >= count);
        return rings(node, BELL);
    }

    private static List<Long> rings(TestNode node, EntityId id) {
        Long[] all = node.read(id, Long[].class);
        return all == null ? List.of() : List.of(all);
    }
}
