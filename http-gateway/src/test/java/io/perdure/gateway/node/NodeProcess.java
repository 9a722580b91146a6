package io.perdure.gateway.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A node as an operator runs it: {@code java -jar perdure-node.jar}. */
public final class NodeProcess implements AutoCloseable {
    private static final String READY = "perdure node ready: ";
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final CompletableFuture<List<String>> output;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final Path log;

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.output = CompletableFuture.supplyAsync(this::read);
    }

    /** How a process ended. */
    public record Exit(int code, List<String> out, String err) {
        /** The lines on standard error that are not the log's. */
        public List<String> errorLines() {
            return err.lines()
                    .filter(line -> !line.matches("\\d{4}-\\d\\d-\\d\\dT.*"))
                    .toList();
        }
    }

    /** Starts a process, and does not wait for it. */
    public static NodeProcess launch(List<String> arguments, Map<String, String> environment) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "perdure-node.jar").toAbsolutePath().toString()));
        command.addAll(arguments);
        try {
            Path log = Files.createTempFile(Files.createDirectories(Path.of("target", "node-logs")), "node", ".log");
            var builder = new ProcessBuilder(command).redirectError(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PERDURE_"));
            builder.environment().putAll(environment);
            return new NodeProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a node and waits until it serves. */
    public static NodeProcess start(List<String> arguments, Map<String, String> environment) {
        return launch(arguments, environment).awaitReady();
    }

    /** Waits until it serves; gives itself. */
    NodeProcess awaitReady() {
        try {
            ready.get(START.toMillis(), TimeUnit.MILLISECONDS);
            return this;
        } catch (Exception e) {
            close();
            throw new AssertionError("The node did not start: " + log(), e);
        }
    }

    public URI url() {
        return URI.create(ready.join());
    }

    public int port() {
        return url().getPort();
    }

    /** {@code kill -9}, and the wait for its end. */
    public void kill() {
        process.destroyForcibly();
        waitFor(Duration.ofSeconds(30));
    }

    /** SIGTERM; does not wait. */
    public void terminate() {
        process.toHandle().destroy(); // not the process's own: that would close its streams too
    }

    /** SIGSTOP: alive for the system, and dead for everybody who talks to it. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() {
        signal("CONT");
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Exit waitFor(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("The node still runs after " + atMost + ": " + log());
            }
            return new Exit(process.exitValue(), output.get(10, TimeUnit.SECONDS), log());
        } catch (InterruptedException | TimeoutException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** All of its standard error. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO();
            if (kill.start().waitFor() != 0) {
                throw new AssertionError("SIG" + name + " could not be sent to " + process.pid());
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> read() {
        var lines = new ArrayList<String>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (line.startsWith(READY)) {
                    ready.complete(line.substring(READY.length()));
                }
            }
        } catch (IOException killed) {
            lines.add("(broken off)");
        }
        ready.completeExceptionally(new IllegalStateException("It ended without being ready."));
        return lines;
    }
}
