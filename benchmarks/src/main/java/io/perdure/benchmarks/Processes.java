package io.perdure.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Starts the JVMs under test: all with the same flags, each with a directory of its own. */
final class Processes {
    /** Those of {@code conf/jvm.options} that bear on speed. */
    static final List<String> JVM_FLAGS = List.of("-Xmx1g", "-XX:+UseParallelGC");

    private static final String LOGBACK = "-Dlogback.configurationFile=benchmarks-logback.xml";

    private final Path nodeJar;
    private final Path directory;

    Processes(Path nodeJar, Path directory) {
        this.nodeJar = nodeJar;
        this.directory = directory;
    }

    Target floor() throws IOException, InterruptedException {
        return HttpTarget.of(start("floor", own("roof")));
    }

    Target node(String name, Database database) throws IOException, InterruptedException {
        if (!Files.isRegularFile(nodeJar)) {
            throw new IOException(
                    "Node jar: %s does not exist (expected: the result of mvn -q -DskipTests package, or --node-jar)."
                            .formatted(nodeJar));
        }
        return HttpTarget.of(start(
                name,
                java(
                        "-jar",
                        nodeJar.toString(),
                        "node",
                        "--config",
                        settings(name, database).toString(),
                        "--modules",
                        ModuleJar.write(directory).toString(),
                        "--port",
                        "0")));
    }

    Target embedded(String name, Database database) throws IOException, InterruptedException {
        return EmbeddedTarget.of(
                start(name, own("embedded", "--config", settings(name, database).toString())));
    }

    private Path settings(String name, Database database) throws IOException {
        return Files.writeString(directory.resolve(name + ".conf"), database.settings());
    }

    private Child start(String name, List<String> command) throws IOException {
        return Child.start(name, Files.createDirectories(directory.resolve(name)), command);
    }

    /** This program itself, in a JVM of its own. */
    private static List<String> own(String... arguments) {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = java(LOGBACK, "-cp", classPath, Main.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(List.of(arguments));
        return command;
    }
}
