package io.perdure.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process under test. Its output goes to a log file, but for the two kinds of lines that the benchmark waits for. */
final class Child implements AutoCloseable {
    static final String READY = "perdure node ready: ";
    static final String RESULT = "perdure load result: ";

    private static final Duration STOP = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final Path log;
    private final BlockingQueue<String> ready = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> results = new LinkedBlockingQueue<>();
    private final Thread orphanGuard;
    private volatile boolean closing;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        orphanGuard = new Thread(process::destroyForcibly, "end-" + name);
        Runtime.getRuntime().addShutdownHook(orphanGuard);
        Thread reader = new Thread(this::read, "output-of-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    static Child start(String name, Path directory, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        // A setting of the caller's environment would win over the file that the benchmark gives.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("PERDURE_"));
        Process process = builder.start();
        return new Child(name, process, directory.resolve(name + ".log"));
    }

    private void read() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
                Writer out = Files.newBufferedWriter(log)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(READY)) {
                    ready.add(line.substring(READY.length()).strip());
                } else if (line.startsWith(RESULT)) {
                    results.add(line.substring(RESULT.length()));
                } else {
                    out.append(line).append('\n').flush();
                }
            }
        } catch (IOException e) {
            if (!closing) { // the end of a process closes its streams under the reader
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What follows the words of the ready line. */
    String awaitReady(Duration patience) throws IOException, InterruptedException {
        return take(ready, "ready", patience);
    }

    void send(String line) throws IOException {
        Writer in = process.outputWriter(StandardCharsets.UTF_8);
        in.append(line).append('\n').flush();
    }

    String awaitResult(Duration patience) throws IOException, InterruptedException {
        return take(results, "done with its load", patience);
    }

    private String take(BlockingQueue<String> from, String what, Duration patience)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - end < 0) {
            boolean alive = process.isAlive();
            @Nullable String line = from.poll(100, TimeUnit.MILLISECONDS);
            if (line != null) {
                return line;
            }
            if (!alive) {
                throw new IOException("%s ended with code %d before it was %s; the end of its log:%n%s"
                        .formatted(name, process.exitValue(), what, endOfLog()));
            }
        }
        throw new IOException("%s was not %s within %d s; the end of its log:%n%s"
                .formatted(name, what, patience.toSeconds(), endOfLog()));
    }

    /** The cause of a failure to talk with the process: its end, if it has ended. */
    IOException explain(IOException failure) throws IOException {
        return process.isAlive()
                ? failure
                : new IOException(
                        "%s ended with code %d; the end of its log:%n%s"
                                .formatted(name, process.exitValue(), endOfLog()),
                        failure);
    }

    private String endOfLog() throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    long pid() {
        return process.pid();
    }

    /** {@code kill -9}, and the wait for the end. */
    void kill() throws InterruptedException {
        closing = true;
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        closing = true;
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        if (!Thread.currentThread().isInterrupted()) {
            Runtime.getRuntime().removeShutdownHook(orphanGuard);
        }
    }
}
