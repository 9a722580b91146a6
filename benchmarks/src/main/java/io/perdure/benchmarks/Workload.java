package io.perdure.benchmarks;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named row of the table: what is asked of a node, and by how many clients.
 *
 * @param rehearsal the load that warms the process up for it, given time before the clock alone; null when calls do
 */
record Workload(
        String name,
        String title,
        int clients,
        Kind kind,
        Shape shape,
        @Nullable Shape rehearsal) {
    static final int KEYS = 1_000;

    private static final long RAMP_MILLIS = 1_000;

    /** What the columns of a row mean. */
    enum Kind {
        CALL,
        /** Shows also when the signals were applied. */
        SIGNAL,
        /** Writes nothing, so that no roof is over it. */
        READ,
        /** Does more than one durable write per answer, so that no roof is over it. */
        ORCHESTRATION;

        boolean hasRoof() {
            return this == CALL || this == SIGNAL;
        }
    }

    /** Its load, but for the time. */
    @FunctionalInterface
    interface Shape {
        Load load(long rampMillis, long measureMillis);
    }

    /** The client counts at which entities are measured: each needs a roof of its own. */
    static final List<Integer> CLIENTS = List.of(1, 32, 64, 128);

    static final Workload SIGNALS = adds("signal-128", Kind.SIGNAL, 128, KEYS);

    static final Workload HOT = adds("hot-64", Kind.CALL, 64, 1);

    /** The fair other side of {@link #HOT}: the same clients on many keys. */
    static final Workload SPREAD = call(64);

    static final List<Workload> CALLS = CLIENTS.stream().map(Workload::call).toList();

    static final List<Workload> ENTITIES = List.of(call(1), call(32), SPREAD, call(128), SIGNALS, HOT);

    static final List<Workload> ORCHESTRATIONS = List.of(
            hello3(1),
            hello3(32),
            hello3(128),
            runs("hello5", 1, Program.HELLO_5, "sequence of 5 activities"),
            runs("hello5", 32, Program.HELLO_5, "sequence of 5 activities"),
            run("fan-1000", Program.FAN_OUT, "fan-out of 1,000 activities"),
            run("seq-1000", Program.SEQUENCE, "sequence of 1,000 activities"),
            runs("transfer", 1, Program.TRANSFER, "transfer, two locks, three operations"),
            runs("transfer", 32, Program.TRANSFER, "transfer, two locks, three operations"));

    /** What {@link #READS} read must be there before. */
    static final Load START_WAITERS = new Load.StartWaiters(KEYS, 64);

    static final Workload STATUS = statusReads(64);

    static final List<Workload> READS = List.of(statusReads(1), STATUS);

    static Workload hello3(int clients) {
        return runs("hello3", clients, Program.HELLO_3, "sequence of 3 activities");
    }

    static Workload call(int clients) {
        return adds("call-" + clients, Kind.CALL, clients, KEYS);
    }

    private static Workload adds(String name, Kind kind, int clients, int keys) {
        Load.Operation operation = kind == Kind.SIGNAL ? Load.Operation.SIGNAL : Load.Operation.CALL;
        String verb = kind == Kind.SIGNAL ? "signal" : "call";
        String title = "%s, %s".formatted(verb, keys == 1 ? "one hot key" : "%,d keys".formatted(keys));
        return new Workload(
                name,
                title,
                clients,
                kind,
                (ramp, measure) -> new Load.Adds(operation, clients, keys, ramp, measure),
                null);
    }

    private static Workload statusReads(int clients) {
        return new Workload(
                "status-" + clients,
                "status read, %,d live instances".formatted(KEYS),
                clients,
                Kind.READ,
                (ramp, measure) -> new Load.StatusReads(clients, KEYS, ramp, measure),
                (ramp, measure) -> new Load.StatusReads(32, KEYS, ramp, measure));
    }

    private static Workload runs(String name, int clients, Program program, String title) {
        return run(name + '-' + clients, clients, program, title, 32);
    }

    private static Workload run(String name, Program program, String title) {
        return run(name, 1, program, title, 1);
    }

    private static Workload run(String name, int clients, Program program, String title, int rehearsing) {
        return new Workload(
                name,
                title,
                clients,
                Kind.ORCHESTRATION,
                (ramp, measure) -> new Load.Runs(program, clients, ramp, measure),
                (ramp, measure) -> new Load.Runs(program, rehearsing, ramp, measure));
    }

    Load load(Duration measure) {
        long millis = measure.toMillis();
        return shape.load(Math.min(RAMP_MILLIS, millis / 2), millis);
    }

    static Load warmUpOfEntities(Duration time) {
        return new Load.Adds(Load.Operation.CALL, 32, KEYS, time.toMillis(), 0);
    }

    /** What the process does before the first row of its kind: a JIT compiler needs a while for each program. */
    @Nullable
    Load warmUp(Duration time) {
        return rehearsal == null ? null : rehearsal.load(time.toMillis(), 0);
    }
}
