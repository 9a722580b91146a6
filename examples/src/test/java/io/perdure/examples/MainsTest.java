package io.perdure.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The programs among the examples")
class MainsTest {
    private static final String GREETINGS = "\nCompleted [\"Hello Tokyo!\",\"Hello Seattle!\",\"Hello London!\"]\n";

    @TempDir
    private Path workingDirectory;

    @Test
    @DisplayName("run by themselves, end by themselves, and find in ./data what the one before left (E-118)")
    void run() throws Exception {
        assertThat(output(EmbeddedShop.class)).isEqualTo("Visit 1, cart {tea=2}" + GREETINGS);
        assertThat(output(EmbeddedShop.class)).isEqualTo("Visit 2, cart {tea=4}" + GREETINGS);
        assertThat(output(ExistingService.class)).isEqualTo("Visit 3, Approved\n");
        assertThat(workingDirectory.resolve("data")).isNotEmptyDirectory();
    }

    private String output(Class<?> main) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .directory(workingDirectory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.replace(System.lineSeparator(), "\n");
    }
}
