package io.perdure.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where and when the figures were taken: without it they say nothing. */
record Machine(
        String date, int cores, String processor, String memory, String jdk, String os, String dataDisk, double load) {

    static Machine here(Path data) throws IOException {
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors(),
                line("/proc/cpuinfo", "model name"),
                line("/proc/meminfo", "MemTotal"),
                System.getProperty("java.vm.name") + ' ' + Runtime.version(),
                System.getProperty("os.name") + ' ' + System.getProperty("os.version"),
                Files.getFileStore(data).type(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String line(String file, String name) throws IOException {
        for (String line : Files.readAllLines(Path.of(file))) {
            if (line.startsWith(name)) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return "unknown";
    }

    String text() {
        return "%d cores %s, %s, %s, %s, data on %s, load average before the run %.2f%n%s"
                        .formatted(cores, processor, memory, jdk, os, dataDisk, load, date)
                + (dataDisk.equals("tmpfs") ? "\nWARNING: data in memory (tmpfs): an fsync costs nothing here." : "");
    }
}
