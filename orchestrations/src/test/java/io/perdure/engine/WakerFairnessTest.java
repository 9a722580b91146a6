package io.perdure.engine;

import io.perdure.DurableModule;
import io.perdure.entities.EntityId;
import io.perdure.entities.RequestOptions;
import io.perdure.entities.StateSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Sleepers that fall due")
class WakerFairnessTest {
    private static final EntityId LAST = EntityId.of("Fine", "last");

    @TempDir
    private Path data;

    @Test
    @DisplayName("are woken although many others are due before them and cannot work")
    void parked_ones_hold_up_nobody() {
        Instant due = Instant.now().plusSeconds(5);
        try (var node = TestNode.onH2(data, module(1), "perdure.waker.workers = 1")) {
            var accepted = IntStream.range(0, 700)
                    .mapToObj(n -> EntityId.of("Parked", "p" + n))
                    .flatMap(id -> Stream.of(
                            node.entities.signal(id, "add", null),
                            node.entities.signal(id, "add", null, RequestOptions.DEFAULT.at(due))))
                    .toList();
            accepted.forEach(TestNode::get);
            TestNode.get(node.entities.signal(LAST, "add", null, RequestOptions.DEFAULT.at(due.plusMillis(5))));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> Instant.now().isAfter(due));
        try (var node = TestNode.onH2(data, module(2), "perdure.waker.workers = 1")) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> Integer.valueOf(1).equals(node.read(EntityId.of("Witness", "w"), Integer.class)));
        }
    }

    /** {@code Parked} cannot be read by version 2. The witness is asked, since a read would wake who is asked. */
    private static DurableModule module(int version) {
        return registry -> registry.entity("Parked", context -> increment(context), StateSchema.version(version))
                .entity("Fine", context -> {
                    context.signal(EntityId.of("Witness", "w"), "add", null);
                    return null;
                })
                .entity("Witness", WakerFairnessTest::increment);
    }

    private static Object increment(io.perdure.entities.EntityContext context) {
        context.setState(context.state(Integer.class, () -> 0) + 1);
        return null;
    }
}
