package io.perdure.examples.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.examples.patterns.PeriodicCleanup.Plan;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.testkit.PerdureTestKit;
import io.perdure.testkit.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The periodic clean-up")
class PeriodicCleanupTest {
    private final PerdureTestKit kit = PerdureTestKit.with(new PatternsModule());

    @TempDir
    private Path folder;

    private Run run;

    @BeforeEach
    void start() {
        run = kit.start(PeriodicCleanup.class, new Plan(folder.toString(), Duration.ofHours(1), 0));
    }

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    @DisplayName("removes every hour what has come since, and counts over all rounds (O-170, O-91)")
    void rounds() throws IOException {
        Files.createFile(folder.resolve("a.tmp"));
        kit.advance(Duration.ofHours(1));
        Files.createFile(folder.resolve("b.tmp"));
        Files.createFile(folder.resolve("kept.txt"));
        kit.advance(Duration.ofHours(1));

        assertThat(folder).isDirectoryContaining("glob:**kept.txt").isDirectoryNotContaining("glob:**.tmp");
        assertThat(run.customStatus(String.class)).isEqualTo("2 files removed");
    }

    @Test
    @DisplayName("has a history as short after a week as after an hour (O-170, O-98)")
    void short_history() {
        kit.advance(Duration.ofHours(1));
        int afterAnHour = run.history().size();

        kit.advance(Duration.ofDays(7));

        assertThat(run.history()).hasSize(afterAnHour);
        assertThat(run.status()).isEqualTo(RuntimeStatus.Running);
    }

    @Test
    @DisplayName("ends when it is terminated, and removes nothing from then on (O-170, O-128)")
    void terminated() throws IOException {
        run.terminate("no longer needed");
        Files.createFile(folder.resolve("late.tmp"));

        kit.advance(Duration.ofHours(5));

        assertThat(run.status()).isEqualTo(RuntimeStatus.Terminated);
        assertThat(folder.resolve("late.tmp")).exists();
    }
}
