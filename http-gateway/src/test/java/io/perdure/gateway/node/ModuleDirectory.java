package io.perdure.gateway.node;

import io.perdure.DurableModule;
import io.perdure.gateway.node.module.TestModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes a directory that a node takes for {@code --modules}: the classes of {@link TestModule}'s package. */
public final class ModuleDirectory {
    private ModuleDirectory() {}

    public static Path in(Path parent) {
        try {
            Path directory = Files.createDirectories(parent.resolve("modules"));
            copyClasses(directory);
            Path services = Files.createDirectories(directory.resolve("META-INF/services"));
            Files.writeString(services.resolve(DurableModule.class.getName()), TestModule.class.getName());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyClasses(Path directory) throws IOException {
        Path from = compiled(TestModule.class);
        Path to = Files.createDirectories(
                directory.resolve(TestModule.class.getPackageName().replace('.', '/')));
        try (var files = Files.list(from)) {
            for (Path file : List.copyOf(files.toList())) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static Path compiled(Class<?> type) {
        try {
            return Path.of(type.getResource(type.getSimpleName() + ".class").toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
