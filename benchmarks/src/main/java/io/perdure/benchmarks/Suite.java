package io.perdure.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All rows, in an order in which each finds its roof already measured. What fails becomes a row that says so. */
final class Suite {
    /** What stands for the engine where nothing is persisted. */
    static final String NO_STORE = "none";

    private final Settings settings;
    private final Processes processes;
    private final Consumer<Row> progress;
    private final Roofs roofs = new Roofs();
    private final List<Row> rows = new ArrayList<>();

    Suite(Settings settings, Consumer<Row> progress) {
        this.settings = settings;
        this.progress = progress;
        processes = new Processes(settings.nodeJar(), settings.directory());
    }

    /** A block of rows that share a process. */
    private interface Block {
        void run() throws IOException, SQLException, InterruptedException;
    }

    private interface Start {
        Target target() throws IOException, InterruptedException;
    }

    List<Row> run(List<Engine> engines) throws InterruptedException {
        for (Engine engine : engines) {
            List<Integer> batches = StoreLimit.BATCHES.stream()
                    .filter(batch -> settings.wants(engine.name(), Door.STORE, "batch-" + batch))
                    .toList();
            guarded(engine.name(), Door.STORE, () -> limits(engine, batches));
        }
        guarded(NO_STORE, Door.FLOOR, () -> loads(NO_STORE, Door.FLOOR, Workload.CALLS, null, processes::floor));
        for (Engine engine : engines) {
            for (Door door : List.of(Door.HTTP, Door.EMBEDDED)) {
                guarded(engine.name(), door, () -> engine(engine, door));
            }
        }
        return List.copyOf(rows);
    }

    private void guarded(String engine, Door door, Block block) throws InterruptedException {
        try {
            block.run();
        } catch (IOException | SQLException | RuntimeException e) {
            add(Row.failed(engine, door, "all rows", e.toString()));
        }
    }

    private void limits(Engine engine, List<Integer> batches) throws IOException, SQLException {
        if (batches.isEmpty()) {
            return;
        }
        Duration measure = settings.limitMeasure();
        try (StoreLimit limit = new StoreLimit(engine.fresh("limit"))) {
            limit.run(StoreLimit.BATCHES.get(StoreLimit.BATCHES.size() - 1), measure, Duration.ZERO); // warm-up
            for (int batch : batches) {
                StoreLimit.Result result = limit.run(batch, measure.dividedBy(4), measure);
                roofs.store(engine.name(), batch, result.rowsPerSecond());
                add(Row.ofStore(engine.name(), batch, result));
            }
        }
    }

    private void engine(Engine engine, Door door) throws IOException, SQLException, InterruptedException {
        // One row tells what durability against power loss costs; all of them would double the time.
        List<Workload> workloads = !engine.name().equals("h2-process")
                ? Workload.ALL
                : door == Door.HTTP ? List.of(Workload.call(32)) : List.of();
        if (workloads.stream().noneMatch(workload -> settings.wants(engine.name(), door, workload.name()))) {
            return;
        }
        String name = engine.name() + '-' + door.label();
        Database database = engine.fresh(door.label());
        loads(
                engine.name(),
                door,
                workloads,
                database,
                () -> door == Door.HTTP ? processes.node(name, database) : processes.embedded(name, database));
    }

    private void loads(String engine, Door door, List<Workload> workloads, @Nullable Database database, Start start)
            throws IOException, SQLException, InterruptedException {
        List<Workload> wanted = workloads.stream()
                .filter(workload -> settings.wants(engine, door, workload.name()))
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        try (Target target = start.target()) {
            @Nullable String cold = Row.problem(target.run(Load.warmUp(settings.warmUp())));
            if (cold != null && !settings.warmUp().isZero()) {
                add(Row.failed(engine, door, "warm-up", cold));
            }
            for (Workload workload : wanted) {
                Measured measured = Measured.run(target, workload.load(settings.measure()), database);
                if (door == Door.FLOOR) {
                    roofs.floor(workload.clients(), measured.result().rate());
                }
                add(Row.of(engine, door, workload, measured, roof(engine, door, workload)));
            }
        }
    }

    private @Nullable Double roof(String engine, Door door, Workload workload) {
        return door == Door.FLOOR ? null : roofs.over(engine, door, workload.clients());
    }

    private void add(Row row) {
        rows.add(row);
        progress.accept(row);
    }
}
