package io.perdure.examples.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.examples.EmbeddedPerdure;
import io.perdure.examples.patterns.PeriodicCleanup.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A singleton")
class SingletonTest {
    @RegisterExtension
    static final EmbeddedPerdure PERDURE = new EmbeddedPerdure();

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        PERDURE.orchestrations().terminate("cleanup", null).join();
        PERDURE.end("cleanup");
    }

    @Test
    @DisplayName("is started once by ten that try at the same time (O-169, O-134)")
    void once() {
        var attempts = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(this::start))
                .toList();

        assertThat(attempts.stream().map(CompletableFuture::join).filter("Started 'cleanup'"::equals))
                .hasSize(1);
    }

    @Test
    @DisplayName("is not started while it runs (O-169, O-132)")
    void running() {
        start();
        PERDURE.orchestrations().waitForStart("cleanup", Duration.ofSeconds(10)).join();

        assertThat(start()).isEqualTo("Already Running");
    }

    @Test
    @DisplayName("can be started again when it has ended (O-169, O-132)")
    void again() {
        start();
        end();

        assertThat(start()).isEqualTo("Started 'cleanup'");
    }

    private String start() {
        return Singleton.start(PERDURE.orchestrations(), new Plan(folder.toString(), Duration.ofHours(1), 0));
    }
}
