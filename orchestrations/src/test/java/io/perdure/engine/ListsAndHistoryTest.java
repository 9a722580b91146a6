package io.perdure.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.entities.EntityId;
import io.perdure.entities.EntityMetadata;
import io.perdure.entities.EntityOperationFailedException;
import io.perdure.entities.EntityQuery;
import io.perdure.entities.HistoryPage;
import io.perdure.entities.OperationRecord;
import io.perdure.entities.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Lists, histories, large states")
class ListsAndHistoryTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    @Test
    @DisplayName("E-103: pages go on although entities are deleted in between; the living are listed once each")
    void deleted_in_between() {
        try (var node = TestNode.onH2(data, Samples::register)) {
            IntStream.range(0, 300)
                    .mapToObj(n -> node.entities.signal(key(n), "add", n))
                    .toList()
                    .forEach(TestNode::get);
            var seen = new ArrayList<EntityId>();
            var query = EntityQuery.named("COUNTER").withPageSize(20);
            String token = null;
            do {
                var page = TestNode.get(node.entities.list(query.after(token)));
                assertThat(page.entities()).allMatch(EntityMetadata::exists);
                // All of this page, the one where the token stands included, and of the next ones every odd one.
                for (EntityMetadata entity : page.entities()) {
                    seen.add(entity.id());
                    node.signal(entity.id(), "delete", null);
                }
                int last = Integer.parseInt(seen.get(seen.size() - 1).key());
                for (int n = last + 1; n < Math.min(last + 30, 300); n++) {
                    if (n % 2 == 1) {
                        node.signal(key(n), "delete", null);
                    }
                }
                token = page.next().orElse(null);
            } while (token != null);

            assertThat(seen).doesNotHaveDuplicates().isSorted();
            assertThat(seen)
                    .contains(IntStream.range(0, 300)
                            .filter(n -> n % 2 == 0 || n < 20)
                            .mapToObj(ListsAndHistoryTest::key)
                            .toArray(EntityId[]::new));
            assertThat(TestNode.get(node.entities.list(query)).entities()).isEmpty();
        }
    }

    @Test
    @DisplayName("the history of an entity has its operations, newest first: who, what, result or failure")
    void history() {
        var id = Samples.counter("h");
        try (var node = TestNode.onH2(data, registry -> {
            Samples.register(registry);
            registry.entity("Teller", context -> {
                context.signal(id, "add", 10);
                return null;
            });
        })) {
            TestNode.get(node.entities.call(id, "add", 1, Integer.class, RequestOptions.DEFAULT.withRequestId("r-1")));
            assertThatThrownBy(() -> node.call(id, "dance", null)).isInstanceOf(EntityOperationFailedException.class);
            node.signal(EntityId.of("Teller", "t"), "tell", null);
            Awaitility.await().atMost(SOON).until(() -> node.read(id, Integer.class) == 11);

            List<OperationRecord> newestFirst = new ArrayList<>();
            String token = null;
            do {
                HistoryPage page = TestNode.get(node.entities.history(id, 2, token));
                newestFirst.addAll(page.operations());
                token = page.next().orElse(null);
            } while (token != null);

            assertThat(newestFirst).extracting(OperationRecord::operation).containsExactly("add", "dance", "add");
            assertThat(newestFirst).extracting(OperationRecord::sender).containsExactly("@teller@t", null, null);
            assertThat(newestFirst).extracting(OperationRecord::requestId).containsExactly(null, null, "r-1");
            assertThat(newestFirst.get(2).result().asInt()).isEqualTo(1);
            assertThat(newestFirst.get(1).failure().errorMessage()).contains("dance");
            assertThat(newestFirst.get(0).failure()).isNull();
            assertThat(newestFirst).extracting(OperationRecord::version).containsExactly(3L, 2L, 1L);
        }
    }

    @Test
    @DisplayName("E-28: a state of some MB is kept, read, listed, and found after a restart")
    void large_state() {
        var id = EntityId.of("Blob", "a");
        io.perdure.DurableModule module = registry -> registry.entity("Blob", context -> {
            String text = context.state(String.class, () -> "");
            context.setState(text + context.input(String.class));
            return text.length();
        });
        String part = "ä".repeat(500_000);
        try (var node = TestNode.onH2(data, module)) {
            for (int n = 0; n < 8; n++) {
                node.signal(id, "append", part);
            }
            assertThat(node.read(id, String.class)).hasSize(4_000_000);
        }
        try (var node = TestNode.onH2(data, module)) {
            assertThat(node.read(id, String.class)).hasSize(4_000_000);
            assertThat(TestNode.get(node.entities.list(EntityQuery.all()))
                            .entities()
                            .get(0)
                            .state()
                            .orElseThrow()
                            .asText())
                    .hasSize(4_000_000);
        }
    }

    private static EntityId key(int n) {
        return Samples.counter("%03d".formatted(n));
    }
}
