package io.perdure.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.CleanStorageRequest;
import io.perdure.entities.CleanStorageResult;
import io.perdure.entities.EntityQuery;
import io.perdure.entities.RequestOptions;
import io.perdure.failures.BusyException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Cleaning the storage")
class StorageCleaningTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    @Test
    @DisplayName("E-105, E-106: removes what is empty and old enough, page by page, and nothing else")
    void clean() {
        try (var node = whereNobodyElseCleans("perdure.messaging.forget-after = 2 s")) {
            IntStream.range(0, 130)
                    .mapToObj(n -> node.entities.signal(Samples.counter("gone-" + n), "add", 1))
                    .toList()
                    .forEach(TestNode::get);
            IntStream.range(0, 130)
                    .mapToObj(n -> node.entities.signal(Samples.counter("gone-" + n), "delete"))
                    .toList()
                    .forEach(TestNode::get);
            node.signal(Samples.counter("alive"), "add", 7);
            assertThat(transients(node)).isEqualTo(132);
            assertThat(node.entities.list(EntityQuery.all()).join().entities()).hasSize(2);

            var page = clean(node, new CleanStorageRequest(false, true, true, null));
            assertThat(page.emptyEntitiesRemoved()).isZero();
            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                clean(node, CleanStorageRequest.EVERYTHING);
                assertThat(transients(node)).isEqualTo(2);
            });

            assertThat(node.read(Samples.counter("alive"), Integer.class)).isEqualTo(7);
            assertThat(node.call(Samples.counter("gone-1"), "add", 5)).isEqualTo(5);
        }
    }

    @Test
    @DisplayName("E-106: spares what could still receive a duplicate")
    void too_young() {
        try (var node = whereNobodyElseCleans("")) {
            node.signal(Samples.counter("young"), "add", 1);
            node.signal(Samples.counter("young"), "delete", null);

            assertThat(clean(node, CleanStorageRequest.EVERYTHING).emptyEntitiesRemoved())
                    .isZero();
            assertThat(transients(node)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("E-105: one page at a time gives a token to go on with")
    void paged() {
        try (var node = whereNobodyElseCleans("perdure.messaging.forget-after = 1 ms")) {
            IntStream.range(0, 150)
                    .mapToObj(n -> node.entities.signal(Samples.counter("gone-" + n), "delete"))
                    .toList()
                    .forEach(TestNode::get);

            var first = clean(node, CleanStorageRequest.DEFAULT);
            assertThat(first.emptyEntitiesRemoved()).isEqualTo(99); // one of the page exists
            assertThat(first.continuationToken()).isNotNull();
            var second = clean(node, new CleanStorageRequest(true, true, false, first.continuationToken()));

            assertThat(second.emptyEntitiesRemoved()).isEqualTo(51);
            assertThat(second.continuationToken()).isNull();
            assertThat(transients(node)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("E-19: empty remains go by themselves")
    void reclaimed() {
        try (var node = TestNode.onH2(
                data,
                Samples::register,
                "perdure { messaging.forget-after = 1 s, kernel.passivate-after = 300 ms, waker.interval = 200 ms }")) {
            node.signal(Samples.counter("gone"), "add", 1);
            node.signal(Samples.counter("gone"), "delete", null);
            node.signal(Samples.sender("a"), "send", 3);

            Awaitility.await().atMost(SOON).until(() -> transients(node) == 2); // the sender and its log stay
            assertThat(node.entities
                            .history(Samples.counter("gone"), 10, null)
                            .join()
                            .operations())
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("E-108: a purged entity is gone at once, scheduled signals included, and starts anew")
    void purge() {
        try (var node = TestNode.onH2(data, Samples::register)) {
            for (int n = 0; n < 100; n++) {
                var id = Samples.counter("p" + n);
                TestNode.get(node.entities.signal(
                        id, "add", 5, RequestOptions.DEFAULT.at(Instant.now().plusSeconds(3600))));
                node.signal(id, "add", 1);

                assertThat(TestNode.get(node.entities.purge(id))).isTrue();

                assertThat(node.read(id, Integer.class)).as(id.toString()).isNull();
            }
            assertThat(transients(node)).isZero();
            assertThat(TestNode.get(node.entities.purge(Samples.counter("never"))))
                    .isFalse();
            assertThat(node.call(Samples.counter("p1"), "add", 2)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("E-108: purges, cleanings and reads of one entity at the same time are all answered")
    void purged_by_many() {
        try (var node = TestNode.onH2(
                data, Samples::register, "perdure { messaging.forget-after = 1 ms, client.deadline = 10 s }")) {
            for (int n = 0; n < 100; n++) {
                var id = Samples.counter("p" + n);
                node.signal(id, "delete", null);
                var purges = Stream.generate(() -> unlessBusy(node.entities.purge(id), false))
                        .limit(4)
                        .toList();
                var cleaning = unlessBusy(node.entities.cleanStorage(CleanStorageRequest.EVERYTHING), null);
                var read = node.entities.read(id, Integer.class);

                assertThat(TestNode.get(read)).isEmpty();
                purges.forEach(TestNode::get);
                TestNode.get(cleaning);
            }
        }
    }

    /** The waker looks once, at the start: when it has woken the one that is due, it sleeps. That one stays. */
    private TestNode whereNobodyElseCleans(String setting) {
        try (var node = TestNode.onH2(data, Samples::register)) {
            var at = RequestOptions.DEFAULT.at(Instant.now().plusMillis(300));
            TestNode.get(node.entities.signal(Samples.counter("early"), "add", 1, at));
        }
        TestNode node =
                TestNode.onH2(data, Samples::register, "perdure.waker { interval = 1 h, workers = 1 }", setting);
        Awaitility.await().atMost(SOON).until(() -> existing(node) == 1);
        return node;
    }

    private static int existing(TestNode node) {
        return TestNode.get(node.entities.list(EntityQuery.all().withoutState()))
                .entities()
                .size();
    }

    private static <T> CompletableFuture<T> unlessBusy(CompletableFuture<T> answer, T otherwise) {
        return answer.exceptionallyCompose(
                failure -> failure.getCause() instanceof BusyException || failure instanceof BusyException
                        ? CompletableFuture.completedFuture(otherwise)
                        : CompletableFuture.failedFuture(failure));
    }

    private static CleanStorageResult clean(TestNode node, CleanStorageRequest request) {
        return TestNode.get(node.entities.cleanStorage(request));
    }

    private static int transients(TestNode node) {
        return TestNode.get(node.entities.list(
                        EntityQuery.all().withoutState().includingTransient().withPageSize(1_000)))
                .entities()
                .size();
    }
}
