package io.perdure.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Starts the JVMs under test: all with the same flags, each with a directory of its own. */
final class Processes {
    /** Those of {@code conf/jvm.options} that bear on speed. */
    static final List<String> JVM_FLAGS = List.of("-Xmx1g", "-XX:+UseParallelGC");

    private static final String LOGBACK = "-Dlogback.configurationFile=benchmarks-logback.xml";

    private final Path nodeJar;
    private final Path directory;
    private @Nullable Path moduleJar;

    Processes(Path nodeJar, Path directory) {
        this.nodeJar = nodeJar;
        this.directory = directory;
    }

    Target floor() throws IOException, InterruptedException {
        return HttpTarget.of(start("floor", own("roof")), null);
    }

    Target node(String name, Database database) throws IOException, InterruptedException {
        return node(name, database, AccessKeys.NONE);
    }

    /** Load on it is sent with the last of the keys. */
    Target node(String name, Database database, AccessKeys keys) throws IOException, InterruptedException {
        Child node = node(name, settings(name, database, keys), "--port", "0");
        return HttpTarget.of(node, keys.last());
    }

    /** A node of a cluster; {@code settings} are its own, as HOCON. Not yet ready. */
    Child member(String name, Database database, String settings) throws IOException {
        Config all = ConfigFactory.parseString(settings).withFallback(ConfigFactory.parseString(database.settings()));
        return node(name, written(name, all));
    }

    private Child node(String name, Path settings, String... more) throws IOException {
        if (!Files.isRegularFile(nodeJar)) {
            throw new IOException(
                    "Node jar: %s does not exist (expected: the result of mvn -q -DskipTests package, or --node-jar)."
                            .formatted(nodeJar));
        }
        List<String> command = java(
                "-jar",
                nodeJar.toString(),
                "node",
                "--config",
                settings.toString(),
                "--modules",
                moduleJar().toString());
        command.addAll(List.of(more));
        return start(name, command);
    }

    Target embedded(String name, Database database) throws IOException, InterruptedException {
        return EmbeddedTarget.of(start(
                name,
                own(
                        "embedded",
                        "--config",
                        settings(name, database, AccessKeys.NONE).toString())));
    }

    private Path settings(String name, Database database, AccessKeys keys) throws IOException {
        return written(name, ConfigFactory.parseString(database.settings()).withFallback(keys.settings()));
    }

    private Path written(String name, Config settings) throws IOException {
        return Files.writeString(
                directory.resolve(name + ".conf"), settings.root().render(ConfigRenderOptions.concise()));
    }

    /** Written once: a node that runs reads classes from it. */
    private Path moduleJar() throws IOException {
        if (moduleJar == null) {
            moduleJar = ModuleJar.write(directory);
        }
        return moduleJar;
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
