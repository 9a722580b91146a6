package io.perdure.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the way through HTTP costs, by the same requests through both doors of an engine. The processor time of the embedded
 * row has its clients in it, so that the difference is a little less than the door takes.
 */
record DoorCost(String engine, String what, Side http, Side embedded) {
    /** What a request may take more through HTTP. */
    static final double ALLOWED_MICROS = 45;

    private static final List<Workload> ROWS = List.of(Workload.STATUS, Workload.SIGNALS);

    /** @param cpuMicros processor time per answer */
    record Side(double rate, double cpuMicros) {}

    /** Of each engine and kind of request of which both doors were measured. */
    static List<DoorCost> of(List<Row> rows) {
        return ROWS.stream().flatMap(workload -> of(workload, rows)).toList();
    }

    private static Stream<DoorCost> of(Workload workload, List<Row> rows) {
        return rows.stream()
                .filter(row -> measured(row, workload, Door.HTTP))
                .flatMap(http -> rows.stream()
                        .filter(row -> measured(row, workload, Door.EMBEDDED)
                                && row.engine().equals(http.engine()))
                        .map(embedded -> new DoorCost(http.engine(), workload.title(), side(http), side(embedded))));
    }

    private static boolean measured(Row row, Workload workload, Door door) {
        return row.name().equals(workload.name())
                && row.door() == door
                && row.rate() > 0
                && row.costs().cpuMillis() != null;
    }

    private static Side side(Row row) {
        @Nullable Double millis = row.costs().cpuMillis();
        return new Side(row.rate(), millis == null ? Double.NaN : millis * 1_000);
    }

    double ratio() {
        return http.rate / embedded.rate;
    }

    double addedMicros() {
        return http.cpuMicros - embedded.cpuMicros;
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "door: %s %s: HTTP %s/s, embedded %s/s, ratio %.2f, CPU HTTP − embedded (its clients included) = %.1f − %.1f = %.1f µs (≤ %.0f µs: %s)",
                engine,
                what,
                Numbers.plain(http.rate),
                Numbers.plain(embedded.rate),
                ratio(),
                http.cpuMicros,
                embedded.cpuMicros,
                addedMicros(),
                ALLOWED_MICROS,
                addedMicros() <= ALLOWED_MICROS ? "yes" : "NO");
    }
}
