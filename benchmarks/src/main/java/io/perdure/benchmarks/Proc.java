package io.perdure.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux counts for a process. */
final class Proc {
    /** The unit of times in {@code /proc/PID/stat}: 1/100 s on every Linux that runs a JVM. */
    private static final double MILLIS_PER_TICK = 10;

    private Proc() {}

    /** User and system time of all threads. */
    static double cpuMillis(long pid) throws IOException {
        return cpuMillis(Files.readString(file(pid, "stat")));
    }

    static double cpuMillis(String stat) {
        // The second field is the program's name in parentheses and may hold anything, spaces included.
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        int user = 14 - 3; // numbered from 1 in proc(5); the list begins with field 3
        return (Long.parseLong(fields.get(user)) + Long.parseLong(fields.get(user + 1))) * MILLIS_PER_TICK;
    }

    /** The most memory that the process ever had in RAM. */
    static double peakRssMebibytes(long pid) throws IOException {
        return number(Files.readAllLines(file(pid, "status")), "VmHWM:") / 1024.0;
    }

    /** Bytes that the process caused to be sent to storage. */
    static long bytesWritten(long pid) throws IOException {
        return number(Files.readAllLines(file(pid, "io")), "write_bytes:");
    }

    static long number(List<String> lines, String name) throws IOException {
        for (String line : lines) {
            if (line.startsWith(name)) {
                return Long.parseLong(
                        line.substring(name.length()).replace("kB", "").strip());
            }
        }
        throw new IOException("/proc: no line \"%s\" (expected: Linux).".formatted(name));
    }

    private static Path file(long pid, String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }
}
