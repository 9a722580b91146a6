package io.perdure.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What is to be measured.
 *
 * @param measure time under the clock of one row with load; a row of the store's limit takes a third
 * @param warmUp load on each process before its first row, and before each kind of orchestration
 * @param sleepers the many sleepers of a row
 * @param only selects rows; empty for all
 * @param nodeJar the node under test
 * @param directory for databases, logs and settings of the processes under test
 */
record Settings(
        List<String> stores,
        Duration measure,
        Duration warmUp,
        SleeperRows sleepers,
        List<String> only,
        Path nodeJar,
        Path directory) {

    static final List<String> STORES = List.of("h2", "postgres");

    /**
     * Whether a row is wanted: some entry of {@code only} has nothing but its engine, its door or its name, joined by
     * slashes; of the name the part before a dash is enough. {@code call} takes {@code call-32}, and {@code
     * postgres/http} all rows of that process.
     */
    boolean wants(String engine, Door door, String name) {
        return only.isEmpty()
                || only.stream()
                        .anyMatch(wanted -> Arrays.stream(wanted.split("/", -1))
                                .allMatch(part -> part.equals(engine)
                                        || part.equals(door.label())
                                        || part.equals(name)
                                        || name.startsWith(part + '-')));
    }

    Duration limitMeasure() {
        return measure.dividedBy(3);
    }

    String text() {
        return "%d s per row, %d s warm-up for entities and for each kind of orchestration, a process of its own for each engine and door, %s; rows: %s"
                .formatted(
                        measure.toSeconds(),
                        warmUp.toSeconds(),
                        String.join(" ", Processes.JVM_FLAGS),
                        only.isEmpty() ? "all" : String.join(", ", only));
    }
}
