package io.perdure.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.perdure.kernel.store.InstanceRow;
import io.perdure.kernel.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The writer of index rows (DESIGN §3.2)")
class IndexWriterTest {
    private static final String HUB = "writer";

    @TempDir
    Path data;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(ConfigFactory.parseString("perdure.data = \"%s\"".formatted(data))
                .withFallback(ConfigFactory.defaultReference())
                .resolve()
                .getConfig("perdure"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    @DisplayName("lets rows wait for their time")
    void waits() {
        try (var writer = writer(Duration.ofHours(1))) {
            writer.put(row("lazy", 1));
            writer.put(row("dropped", 1));
            writer.drop(Slate.at("dropped"));

            assertThat(version("lazy")).isNull();
            writer.flush().join();
            assertThat(version("lazy")).isEqualTo(1);
            assertThat(version("dropped")).isNull();
        }
    }

    @Test
    @DisplayName("writes by itself what has waited for its time")
    void lazy() {
        try (var writer = writer(Duration.ofMillis(20))) {
            writer.put(row("lazy", 1));

            await().untilAsserted(() -> assertThat(version("lazy")).isEqualTo(1));
        }
    }

    @Test
    @DisplayName("has written everything after a flush, and the newest version of each")
    void flush() {
        try (var writer = writer(Duration.ofHours(1))) {
            writer.put(row("a", 2));
            writer.put(row("a", 1));
            writer.put(row("b", 1));

            writer.flush().join();

            assertThat(version("a")).isEqualTo(2);
            assertThat(version("b")).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("writes what waits when it is closed, but not what was dropped")
    void closes() {
        try (var writer = writer(Duration.ofHours(1))) {
            writer.put(row("kept", 1));
            writer.put(row("dropped", 1));
            writer.drop(Slate.at("dropped"));
        }

        assertThat(version("kept")).isEqualTo(1);
        assertThat(version("dropped")).isNull();
    }

    private IndexWriter writer(Duration interval) {
        return new IndexWriter(store.index(), HUB, interval);
    }

    private @Nullable Long version(String key) {
        return store.index().find(HUB, Slate.at(key)).map(InstanceRow::version).orElse(null);
    }

    private static InstanceRow row(String key, long version) {
        return new InstanceRow(Slate.at(key), "x", Instant.EPOCH, Instant.EPOCH, false, null, version, null);
    }
}
