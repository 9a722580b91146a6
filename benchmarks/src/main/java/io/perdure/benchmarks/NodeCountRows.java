package io.perdure.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The same load on one, two and three node processes with one database. On a machine where all share the cores it shows what
 * several nodes cost, not what they gain.
 */
record NodeCountRows(Settings settings, Processes processes, Engine engine) {
    private static final int MOST_NODES = 3;

    private static final List<Workload> WORKLOADS =
            List.of(Workload.call(1), Workload.call(64), Workload.SIGNALS, Workload.hello3(32));

    static final List<String> NAMES = IntStream.rangeClosed(1, MOST_NODES)
            .boxed()
            .flatMap(nodes -> WORKLOADS.stream().map(workload -> name(nodes, workload)))
            .toList();

    private static String name(int nodes, Workload workload) {
        return "nodes%d-%s".formatted(nodes, workload.name());
    }

    void run(Consumer<Row> rows) throws IOException, SQLException, InterruptedException {
        for (int nodes = 1; nodes <= MOST_NODES; nodes++) {
            run(nodes, rows);
        }
    }

    private void run(int nodes, Consumer<Row> rows) throws IOException, SQLException, InterruptedException {
        List<Workload> wanted = WORKLOADS.stream()
                .filter(workload -> settings.wants(engine.name(), Door.HTTP, name(nodes, workload)))
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        String cluster = "nodes" + nodes;
        Database database = engine.fresh(cluster);
        try (Target target = new ClusterTarget(ClusterNodes.start(processes, cluster, database, nodes))) {
            warmUp(target, Workload.warmUpOfEntities(settings.warmUp()), rows);
            for (Workload workload : wanted) {
                @Nullable Load rehearsal = workload.warmUp(settings.warmUp());
                if (rehearsal != null) {
                    warmUp(target, rehearsal, rows);
                }
                Measured measured = Measured.run(target, workload.load(settings.measure()), database);
                rows.accept(row(nodes, workload, measured));
            }
        }
    }

    private void warmUp(Target target, Load load, Consumer<Row> rows) throws IOException, InterruptedException {
        @Nullable String problem = settings.warmUp().isZero() ? null : Row.problem(target.run(load));
        if (problem != null) {
            rows.accept(Row.failed(engine.name(), Door.HTTP, "warm-up", problem));
        }
    }

    private Row row(int nodes, Workload workload, Measured measured) {
        String title = "%s, %d node%s".formatted(workload.title(), nodes, nodes == 1 ? "" : "s");
        return Row.of(engine.name(), Door.HTTP, name(nodes, workload), title, workload.clients(), measured, null);
    }
}
