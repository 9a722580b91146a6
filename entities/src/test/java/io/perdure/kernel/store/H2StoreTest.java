package io.perdure.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.failures.StoreUnavailableException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest {

    @Nested
    @DisplayName("§7: H2 with durability = power")
    class Power extends StoreContract {
        @TempDir
        private static Path directory;

        @Override
        Config freshPlace() {
            return in(directory, "power");
        }
    }

    @Nested
    @DisplayName("§7: H2 with durability = process")
    class Process extends StoreContract {
        @TempDir
        private static Path directory;

        @Override
        Config freshPlace() {
            return in(directory, "process");
        }
    }

    static Config in(Path directory, String durability) {
        return ConfigFactory.parseString(
                "perdure { data = \"%s\", h2.durability = %s }".formatted(directory, durability));
    }

    @Test
    @DisplayName("§9: the data directory is created; what was written is there after closing and opening again")
    void reopen(@TempDir Path directory) {
        Config settings = in(directory.resolve("not/yet"), "power");
        OpenStore rows = new Closed(settings);
        try (Store store = StoreContract.open(settings)) {
            store.index().upsert("hub", List.of(rows.row("n", "k")));
        }

        try (Store store = StoreContract.open(settings)) {
            assertThat(store.index().query("hub", rows.all(null, 10))).hasSize(1);
        }
        assertThat(directory.resolve("not/yet/perdure.mv.db")).exists();
    }

    @Test
    @DisplayName("a file that another process holds is refused: what, why, and what to do")
    void locked(@TempDir Path directory) throws Exception {
        java.lang.Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            while (!LockHolder.READY.equals(output.readLine())) {
                assertThat(other.isAlive()).isTrue();
            }

            assertThatThrownBy(() -> StoreContract.open(in(directory, "power")))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessage(
                            "H2 file %s is held by another process (expected: one process per file). Stop the other node, or give this one a directory of its own with perdure.data.",
                            directory.resolve("perdure.mv.db"));
            assertThat(directory.resolve("perdure.trace.db")).doesNotExist();
        } finally {
            other.destroyForcibly().waitFor();
        }

        StoreContract.open(in(directory, "power")).close(); // the lock went with the process
    }

    @Test
    @DisplayName("E-17: a file that this process has open is refused, by whatever path it is named")
    void open_already(@TempDir Path directory) throws Exception {
        Path link =
                Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(directory.resolve("data")));
        try (Store store = StoreContract.open(in(directory.resolve("data"), "power"))) {
            assertThatThrownBy(() -> StoreContract.open(in(link, "process")))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessage(
                            "H2 file %s is open in this process already (expected: one runtime per data directory). Use the runtime that is there, or give this one a directory of its own with perdure.data.",
                            link.resolve("perdure.mv.db"));
            store.ping();
        }
    }

    @Test
    @DisplayName("a file that could not be opened is free again, and so is one that is closed twice")
    void free_again(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("perdure.mv.db"), "not a database");
        assertThatThrownBy(() -> StoreContract.open(in(directory, "power"))).hasMessageContaining("Cannot open");
        Files.delete(file);

        Store first = StoreContract.open(in(directory, "power"));
        first.close();
        try (Store second = StoreContract.open(in(directory, "power"))) {
            first.close();
            assertThatThrownBy(() -> StoreContract.open(in(directory, "power")))
                    .hasMessageContaining("open in this process already");
            second.ping();
        }
    }

    @Test
    @DisplayName("a directory that cannot be created is named")
    void no_directory(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> StoreContract.open(in(file.resolve("data"), "power")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("perdure.data");
    }

    /** Only for its rows. */
    private record Closed(Config settings) implements OpenStore {
        @Override
        public Store store() {
            throw new UnsupportedOperationException();
        }
    }
}
