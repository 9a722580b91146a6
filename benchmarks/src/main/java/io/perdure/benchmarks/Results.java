package io.perdure.benchmarks;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a run gave.
 *
 * @param keyCosts of the engines whose nodes were measured with access keys and without
 */
record Results(List<Row> rows, List<KeyCost> keyCosts) {

    boolean sound() {
        return rows.stream().allMatch(row -> row.problem() == null);
    }

    List<DoorCost> doorCosts() {
        return DoorCost.of(rows);
    }

    /** What rows say together, as lines under the table. */
    String comparisons() {
        return Stream.of(
                        Stream.of(Table.hotKeyLine(rows)),
                        orNone("door", doorCosts().stream().map(DoorCost::text).toList()),
                        orNone("keys", keyCosts.stream().map(KeyCost::text).toList()))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> orNone(String what, List<String> lines) {
        return lines.isEmpty() ? Stream.of(what + ": not measured") : lines.stream();
    }
}
