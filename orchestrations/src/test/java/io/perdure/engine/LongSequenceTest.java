package io.perdure.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("One instance with 10,000 activities in sequence")
class LongSequenceTest {
    private static final int BLOCKS = 10;
    private static final int BLOCK = 1_000;
    /** If the cost of a step grew with the history, the last fifth would cost nine times what the first does. */
    private static final double NEAR = 3;

    static final class Add implements Activity<Integer, Integer> {
        @Override
        public Integer run(ActivityContext context, Integer n) {
            return n + 1;
        }
    }

    /** Gives the time of the end of each block. */
    static final class Sequence implements Orchestrator<Void, List<Long>> {
        @Override
        public List<Long> run(OrchestrationContext context, Void nothing) {
            var times = new ArrayList<Long>();
            times.add(context.currentTime().toEpochMilli());
            for (int n = 0; n < BLOCKS * BLOCK; ) {
                n = context.callActivity(Add.class, n).await();
                if (n % BLOCK == 0) {
                    times.add(context.currentTime().toEpochMilli());
                }
            }
            return times;
        }
    }

    @Test
    @DisplayName("costs as much for the last thousand as for the first (O-1: continued, not replayed)")
    void linear(@TempDir Path data) {
        try (var node = TestNode.onH2(
                data, registry -> registry.orchestrator(Sequence.class).activity(Add.class))) {
            run(node); // warms up the JVM

            Long[] times = run(node);

            assertThat(times).hasSize(BLOCKS + 1);
            double first = times[2] - times[0];
            double last = times[BLOCKS] - times[BLOCKS - 2];
            assertThat(last / first).as("%s", List.of(times)).isLessThan(NEAR);
        }
    }

    private static Long[] run(TestNode node) {
        var client = node.perdure.orchestrations();
        String id = TestNode.get(client.start(Sequence.class, null));
        return TestNode.get(client.waitForCompletion(id, Duration.ofSeconds(35)))
                .output(Long[].class);
    }
}
