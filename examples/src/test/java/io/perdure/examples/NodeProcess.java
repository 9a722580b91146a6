package io.perdure.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A real node in a process of its own, with the examples loaded as a module, so that it can be killed. */
final class NodeProcess implements AutoCloseable {
    private static final String READY = "perdure node ready: ";
    /** Where the build puts the classes of this module. */
    private static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();

    private final Process process;
    private final URI uri;

    private NodeProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    static NodeProcess start(Path data) throws IOException {
        return start(data, ProcessBuilder.Redirect.INHERIT);
    }

    /** @param log where the node's log goes */
    static NodeProcess start(Path data, ProcessBuilder.Redirect log, String... jvmOptions) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of(
                "-Xmx512m",
                "-cp",
                classPathWithoutExamples(),
                "io.perdure.gateway.Main",
                "--port",
                "0",
                "--data",
                data.toString(),
                "--modules",
                CLASSES.toString()));
        Process process = new ProcessBuilder(command).redirectError(log).start();
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        assertThat(line).startsWith(READY);
        return new NodeProcess(process, URI.create(line.substring(READY.length())));
    }

    URI uri() {
        return uri;
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** Else the node would find the module without being told where it is. */
    private static String classPathWithoutExamples() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).toAbsolutePath().equals(CLASSES))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
