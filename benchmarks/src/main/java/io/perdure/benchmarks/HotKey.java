package io.perdure.benchmarks;

import java.util.List;
import java.util.Locale;

/** How fast one hot key is beside a thousand keys, under the same clients of the same process. */
record HotKey(String engine, Door door, double ratio) {

    static List<HotKey> of(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.name().equals(Workload.HOT.name()))
                .flatMap(hot -> rows.stream()
                        .filter(row -> row.name().equals(Workload.SPREAD.name())
                                && row.engine().equals(hot.engine())
                                && row.door() == hot.door()
                                && row.rate() > 0)
                        .map(row -> new HotKey(hot.engine(), hot.door(), hot.rate() / row.rate())))
                .toList();
    }

    String text() {
        return String.format(Locale.ROOT, "%s %s %.2f%s", engine, door.label(), ratio, ratio < 1 ? " NOT MET" : "");
    }
}
