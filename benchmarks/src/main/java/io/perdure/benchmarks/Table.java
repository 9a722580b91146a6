package io.perdure.benchmarks;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows as markdown. */
final class Table {
    private static final List<String> HEAD = List.of(
            "store",
            "door",
            "what",
            "clients",
            "per second",
            "p50 ms",
            "p99 ms",
            "applied ms",
            "CPU ms",
            "RSS MiB",
            "grown B",
            "written B",
            "roof",
            "of roof",
            "target",
            "met",
            "best peer",
            "remarks");
    /** Share of the roof to aim for. */
    private static final double AIM = 0.5;

    private static final int LONGEST_REMARK = 200;

    private Table() {}

    static String of(List<Row> rows) {
        String rule = HEAD.stream().map(column -> "---").collect(Collectors.joining("|", "|", "|\n"));
        return line(HEAD) + rule + rows.stream().map(Table::line).collect(Collectors.joining());
    }

    static String line(Row row) {
        Row.Costs costs = row.costs();
        Row.Comparison comparison = row.comparison();
        return line(List.of(
                row.engine(),
                row.door().label(),
                row.what(),
                Integer.toString(row.clients()),
                Numbers.plain(row.rate()),
                Numbers.plain(row.p50Millis()),
                Numbers.plain(row.p99Millis()),
                Numbers.plain(costs.appliedMillis()),
                Numbers.plain(costs.cpuMillis()),
                Numbers.plain(costs.peakRssMebibytes()),
                Numbers.plain(costs.grownBytes()),
                Numbers.plain(costs.writtenBytes()),
                Numbers.plain(comparison.roof()),
                share(comparison.share()),
                text(comparison.target()),
                text(comparison.met()),
                text(comparison.peer()),
                remark(row.problem())));
    }

    private static String share(@Nullable Double share) {
        return Numbers.ratio(share) + (share != null && share < AIM ? " (< 0.5)" : "");
    }

    /** The whole of a long problem goes to standard error. */
    private static String remark(@Nullable String problem) {
        String line = Objects.requireNonNullElse(problem, "").replace('\n', ' ');
        return line.length() <= LONGEST_REMARK ? line : line.substring(0, LONGEST_REMARK) + "…";
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "–");
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** A line under the table: whether a hot key is as fast as many keys at the same number of clients. */
    static String hotKeyLine(List<Row> rows) {
        String ratios = HotKey.of(rows).stream().map(HotKey::text).collect(Collectors.joining("; "));
        return "hot key ÷ 1,000 keys at %d clients (must be ≥ 1): %s"
                .formatted(Workload.HOT.clients(), ratios.isEmpty() ? "not measured" : ratios);
    }
}
