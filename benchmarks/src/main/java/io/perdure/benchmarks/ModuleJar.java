package io.perdure.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Cuts the benchmark's module out of its own jar, so that the node under test loads a few classes of ours and not a second
 * copy of everything that it has itself.
 */
final class ModuleJar {
    private static final String SERVICE = "META-INF/services/io.perdure.DurableModule";

    private ModuleJar() {}

    static Path write(Path directory) throws IOException {
        Path jar = directory.resolve("bench-module.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String entry : entries()) {
                out.putNextEntry(new JarEntry(entry));
                copy(entry, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    private static List<String> entries() {
        Stream<String> classes =
                BenchModule.CLASSES.stream().map(type -> type.getName().replace('.', '/') + ".class");
        return Stream.concat(Stream.of(SERVICE), classes).toList();
    }

    private static void copy(String entry, OutputStream out) throws IOException {
        try (InputStream in = ModuleJar.class.getClassLoader().getResourceAsStream(entry)) {
            if (in == null) {
                throw new IOException("Class path: lacks " + entry + " (expected: the whole benchmarks jar).");
            }
            in.transferTo(out);
        }
    }
}
