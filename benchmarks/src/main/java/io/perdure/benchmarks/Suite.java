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

    /** One row tells what durability against power loss costs; all of them would double the time. */
    private static final String PARTIAL = "h2-process";

    private final Settings settings;
    private final Processes processes;
    private final Consumer<Row> progress;
    private final Roofs roofs = new Roofs();
    private final List<Row> rows = new ArrayList<>();
    private final List<KeyCost> keyCosts = new ArrayList<>();

    Suite(Settings settings, Consumer<Row> progress) {
        this.settings = settings;
        this.progress = progress;
        processes = new Processes(settings.nodeJar(), settings.directory());
    }

    /** A block of rows that share a process. */
    private interface Block {
        void run() throws IOException, SQLException, InterruptedException;
    }

    Results run(List<Engine> engines) throws InterruptedException {
        for (Engine engine : engines) {
            List<Integer> batches = StoreLimit.BATCHES.stream()
                    .filter(batch -> settings.wants(engine.name(), Door.STORE, "batch-" + batch))
                    .toList();
            guarded(engine.name(), Door.STORE, () -> limits(engine, batches));
        }
        guarded(NO_STORE, Door.FLOOR, this::floor);
        for (Engine engine : engines) {
            for (Door door : List.of(Door.HTTP, Door.EMBEDDED)) {
                guarded(engine.name(), door, () -> engine(engine, door));
            }
        }
        for (Engine engine : engines) {
            guarded(engine.name(), Door.HTTP, () -> keys(engine));
        }
        for (Engine engine : engines) {
            guarded(engine.name(), Door.HTTP, () -> nodeCounts(engine));
            guarded(engine.name(), Door.HTTP, () -> cluster(engine));
        }
        return new Results(List.copyOf(rows), List.copyOf(keyCosts));
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
        List<Workload> entities = wanted(engine.name(), door, entities(engine, door));
        boolean all = !engine.name().equals(PARTIAL);
        List<Workload> orchestrations = wanted(engine.name(), door, all ? Workload.ORCHESTRATIONS : List.of());
        boolean sleepers = all && SleeperRows.NAMES.stream().anyMatch(row -> settings.wants(engine.name(), door, row));
        List<Workload> reads = wanted(engine.name(), door, all ? Workload.READS : List.of());
        if (entities.isEmpty() && orchestrations.isEmpty() && !sleepers && reads.isEmpty()) {
            return;
        }
        Database database = engine.fresh(door.label());
        try (Target target = start(engine, door, database)) {
            loads(engine.name(), door, entities, database, target);
            if (!orchestrations.isEmpty()) {
                measure(engine.name(), door, orchestrations, database, target);
            }
            if (sleepers) {
                warmUp(engine.name(), door, target, settings.sleepers().warmUp(settings.warmUp()));
                warmUp(engine.name(), door, target, Workload.warmUpOfEntities(settings.warmUp()));
                sleepers(engine.name(), door, database, target);
            }
            if (!reads.isEmpty()) {
                note(engine.name(), door, "live instances", target.run(Workload.START_WAITERS));
                measure(engine.name(), door, reads, database, target);
            }
        }
    }

    private static List<Workload> entities(Engine engine, Door door) {
        if (engine.name().equals(PARTIAL)) {
            return door == Door.HTTP ? List.of(Workload.call(32)) : List.of();
        }
        return Workload.ENTITIES;
    }

    private List<Workload> wanted(String engine, Door door, List<Workload> workloads) {
        return workloads.stream()
                .filter(workload -> settings.wants(engine, door, workload.name()))
                .toList();
    }

    private Target start(Engine engine, Door door, Database database) throws IOException, InterruptedException {
        String name = engine.name() + '-' + door.label();
        return door == Door.HTTP ? processes.node(name, database) : processes.embedded(name, database);
    }

    private void floor() throws IOException, SQLException, InterruptedException {
        List<Workload> calls = wanted(NO_STORE, Door.FLOOR, Workload.CALLS);
        if (!calls.isEmpty()) {
            try (Target target = processes.floor()) {
                loads(NO_STORE, Door.FLOOR, calls, null, target);
            }
        }
    }

    private void loads(String engine, Door door, List<Workload> entities, @Nullable Database database, Target target)
            throws IOException, SQLException, InterruptedException {
        if (!entities.isEmpty()) {
            warmUp(engine, door, target, Workload.warmUpOfEntities(settings.warmUp()));
            measure(engine, door, entities, database, target);
        }
    }

    private void warmUp(String engine, Door door, Target target, Load load) throws IOException, InterruptedException {
        if (!settings.warmUp().isZero()) {
            note(engine, door, "warm-up", target.run(load));
        }
    }

    /** What only makes ready for rows is one itself when it fails. */
    private void note(String engine, Door door, String what, LoadResult result) {
        @Nullable String problem = Row.problem(result);
        if (problem != null) {
            add(Row.failed(engine, door, what, problem));
        }
    }

    private void measure(String engine, Door door, List<Workload> workloads, @Nullable Database database, Target target)
            throws IOException, SQLException, InterruptedException {
        @Nullable Load warm = null;
        for (Workload workload : workloads) {
            @Nullable Load warmUp = workload.warmUp(settings.warmUp());
            if (warmUp != null && !warmUp.equals(warm)) {
                warmUp(engine, door, target, warmUp);
                warm = warmUp;
            }
            Measured measured = Measured.run(target, workload.load(settings.measure()), database);
            if (door == Door.FLOOR) {
                roofs.floor(workload.clients(), measured.result().rate());
            }
            add(Row.of(engine, door, workload, measured, roof(engine, door, workload)));
        }
    }

    private void sleepers(String engine, Door door, Database database, Target target)
            throws IOException, SQLException, InterruptedException {
        settings.sleepers().measure(engine, door, target, database, settings.measure()).stream()
                .filter(row -> settings.wants(engine, door, row.name()))
                .forEach(this::add);
    }

    private void keys(Engine engine) throws IOException, SQLException, InterruptedException {
        String name = engine.name();
        if (name.equals(PARTIAL) || KeyRows.NAMES.stream().noneMatch(row -> settings.wants(name, Door.HTTP, row))) {
            return;
        }
        AccessKeys keys = AccessKeys.ofEachRole();
        try (Target without = processes.node(name + '-' + KeyRows.OFF, engine.fresh(KeyRows.OFF));
                Target with = processes.node(name + '-' + KeyRows.KEY, engine.fresh(KeyRows.KEY), keys)) {
            KeyRows turns = new KeyRows(name, without, with);
            for (LoadResult ready : turns.prepare(settings.warmUp())) {
                note(name, Door.HTTP, "preparation", ready);
            }
            List<KeyCost.Pair> pairs = turns.measure(settings.measure());
            turns.rows(pairs).stream()
                    .filter(row -> settings.wants(name, Door.HTTP, row.name()))
                    .forEach(this::add);
            @Nullable KeyCost cost = KeyCost.of(name, pairs);
            if (cost != null) {
                keyCosts.add(cost);
            }
        }
    }

    /** Only PostgreSQL carries several nodes. */
    private void nodeCounts(Engine engine) throws IOException, SQLException, InterruptedException {
        if (engine.name().equals("postgres")) {
            new NodeCountRows(settings, processes, engine).run(this::add);
        }
    }

    /** As before. */
    private void cluster(Engine engine) throws IOException, SQLException, InterruptedException {
        if (!engine.name().equals("postgres")) {
            return;
        }
        ClusterRows cluster = new ClusterRows(processes, engine);
        for (String name : ClusterRows.NAMES) {
            if (settings.wants(engine.name(), Door.HTTP, name)) {
                add(cluster.run(name));
            }
        }
    }

    private @Nullable Double roof(String engine, Door door, Workload workload) {
        boolean none = door == Door.FLOOR || !workload.kind().hasRoof();
        return none ? null : roofs.over(engine, door, workload.clients());
    }

    private void add(Row row) {
        rows.add(row);
        progress.accept(row);
    }
}
