package io.perdure.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The packaged examples")
class ThinJarIT {
    @Test
    @DisplayName("hold their own classes and what names the module, and nothing else")
    void thin() throws IOException {
        try (var jar = new JarFile(Path.of("target", "perdure-examples.jar").toFile())) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName))
                    .contains("META-INF/services/io.perdure.DurableModule")
                    .allMatch(name -> name.startsWith("io/perdure/examples/") || name.startsWith("META-INF/"));
        }
    }
}
