package io.perdure.engine;

import static org.assertj.core.api.Assertions.assertThat;

import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.Registry;
import io.perdure.entities.EntityId;
import io.perdure.kernel.store.TestPostgres;
import io.perdure.orchestrations.Schedule;
import io.perdure.orchestrations.ScheduleTick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Schedules on two nodes")
class SchedulesOnTwoNodesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int SCHEDULES = 8;

    /** The planned times of all ticks that came, in order. */
    public static final class Log {
        public List<Instant> ticks = new ArrayList<>();

        public void tick(ScheduleTick tick) {
            ticks.add(tick.scheduledAt());
        }
    }

    private static void register(Registry registry) {
        registry.entity(Log.class);
        for (int i = 0; i < SCHEDULES; i++) {
            registry.schedule("s" + i, Schedule.every(EVERY).signal(log(i), "tick"));
        }
    }

    private static EntityId log(int schedule) {
        return EntityId.of(Log.class, "s" + schedule);
    }

    @Test
    @DisplayName("tick once for both, and miss nothing when one of them is lost")
    void exactly_once() {
        Config config = ConfigFactory.parseString("""
                        akka.cluster.split-brain-resolver {
                          active-strategy = keep-oldest
                          stable-after = 2s
                          keep-oldest.down-if-alone = off
                        }
                        akka.cluster.failure-detector.acceptable-heartbeat-pause = 2s
                        akka.cluster.down-removal-margin = 500ms
                        perdure.waker.rescan = 2 s
                        perdure.messaging.first-resend = 200 ms
                        """).withFallback(TestPostgres.freshDatabase());
        try (var first = TestNode.start(config, SchedulesOnTwoNodesTest::register)) {
            var address = Cluster.get(first.perdure.system()).selfMember().address();
            try (var second = TestNode.start(
                    config,
                    SchedulesOnTwoNodesTest::register,
                    "akka.cluster.seed-nodes = [\"%s\"]".formatted(address))) {
                awaitTicks(first, 2);
                assertThat(second.loaded("schedule") + first.loaded("schedule")).isEqualTo(SCHEDULES);
                second.perdure.system().terminate(); // as a crash: it says goodbye to nobody

                awaitTicks(first, 10);
            }
            assertThat(IntStream.range(0, SCHEDULES)).allSatisfy(i -> assertRegular(ticks(first, i)));
        }
    }

    private static void awaitTicks(TestNode node, int count) {
        Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> IntStream.range(0, SCHEDULES)
                        .allMatch(i -> ticks(node, i).size() >= count));
    }

    private static List<Instant> ticks(TestNode node, int schedule) {
        var log = node.read(log(schedule), Log.class);
        return log == null ? List.of() : log.ticks;
    }

    /** None left out, none twice. */
    private static void assertRegular(List<Instant> ticks) {
        assertThat(ticks)
                .isEqualTo(IntStream.range(0, ticks.size())
                        .mapToObj(n -> ticks.get(0).plus(EVERY.multipliedBy(n)))
                        .toList());
    }
}
