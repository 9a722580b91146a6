package io.perdure.examples.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.examples.EmbeddedPerdure;
import io.perdure.examples.patterns.BackupSiteContent.Backup;
import io.perdure.orchestrations.RuntimeStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The backup of a folder")
class BackupSiteContentTest {
    @RegisterExtension
    static final EmbeddedPerdure PERDURE = new EmbeddedPerdure();

    @TempDir
    private Path directory;

    @Test
    @DisplayName("copies every file, those in folders too, and gives the sum of their bytes (O-162)")
    void copies() throws IOException {
        Path site = directory.resolve("site");
        for (int i = 1; i <= 20; i++) {
            Path file = site.resolve("folder-" + i % 3).resolve("page-" + i);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x".repeat(i * 100));
        }
        Path target = directory.resolve("backup");

        var end = PERDURE.run("E2_BackupSiteContent", new Backup(site.toString(), target.toString()));

        assertThat(end.output(Long.class)).isEqualTo(21_000);
        assertThat(target.resolve("folder-1").resolve("page-7")).hasContent("x".repeat(700));
        try (var files = Files.walk(target)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(20);
        }
    }

    @Test
    @DisplayName("of a folder that is not there fails, and the failure names it (O-35, O-145)")
    void no_folder() {
        String missing = directory.resolve("missing").toString();

        var end = PERDURE.run("E2_BackupSiteContent", new Backup(missing, directory.toString()));

        assertThat(end.status()).isEqualTo(RuntimeStatus.Failed);
        assertThat(end.failure().orElseThrow().errorMessage())
                .contains("E2_GetFileList")
                .contains(missing);
    }
}
