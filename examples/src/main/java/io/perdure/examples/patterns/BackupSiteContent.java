package io.perdure.examples.patterns;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.FunctionName;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Fan-out, fan-in: lists a folder, copies all files at the same time, and gives the sum of their bytes. A crash costs the
 * copies that were under way; those that are done are not made again.
 */
@FunctionName("E2_BackupSiteContent")
final class BackupSiteContent implements Orchestrator<BackupSiteContent.Backup, Long> {
    /** A folder, and the one that gets the copies. */
    record Backup(String folder, String target) {}

    @Override
    public Long run(OrchestrationContext context, Backup backup) {
        var files = context.callActivity(GetFileList.class, backup.folder()).await();
        var copies = files.stream()
                .map(file ->
                        context.callActivity(CopyFile.class, new CopyFile.Copy(file, backup.folder(), backup.target())))
                .toList();
        return DurableTask.allOf(copies).await().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The files of a folder and of the folders in it, relative to it. */
    @FunctionName("E2_GetFileList")
    static final class GetFileList implements Activity<String, List<String>> {
        @Override
        public List<String> run(ActivityContext context, String folder) throws IOException {
            Path root = Path.of(folder);
            try (var files = Files.walk(root)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> root.relativize(file).toString())
                        .sorted()
                        .toList();
            }
        }
    }

    /** Copies one file and gives its size. Run again, it replaces what it has begun. */
    @FunctionName("E2_CopyFile")
    static final class CopyFile implements Activity<CopyFile.Copy, Long> {
        record Copy(String file, String folder, String target) {}

        @Override
        public Long run(ActivityContext context, Copy copy) throws IOException {
            Path target = Path.of(copy.target(), copy.file());
            Files.createDirectories(target.getParent());
            Files.copy(Path.of(copy.folder(), copy.file()), target, StandardCopyOption.REPLACE_EXISTING);
            return Files.size(target);
        }
    }
}
