package io.perdure.benchmarks;

import java.time.Duration;
import java.util.List;

/** A named row of the table: what is asked of a node, by how many clients, of how many entities. */
record Workload(String name, Load.Operation operation, int clients, int keys) {
    static final int KEYS = 1_000;

    private static final long RAMP_MILLIS = 1_000;

    /** The client counts at which anything is measured: each needs a roof of its own. */
    static final List<Integer> CLIENTS = List.of(1, 32, 64, 128);

    static final Workload HOT = new Workload("hot-64", Load.Operation.CALL, 64, 1);

    /** The fair other side of {@link #HOT}: the same clients on many keys. */
    static final Workload SPREAD = call(64);

    static final List<Workload> CALLS = CLIENTS.stream().map(Workload::call).toList();

    static final List<Workload> ALL = List.of(
            call(1), call(32), SPREAD, call(128), new Workload("signal-128", Load.Operation.SIGNAL, 128, KEYS), HOT);

    static Workload call(int clients) {
        return new Workload("call-" + clients, Load.Operation.CALL, clients, KEYS);
    }

    Load load(Duration measure) {
        long millis = measure.toMillis();
        return new Load(operation, clients, keys, Math.min(RAMP_MILLIS, millis / 2), millis);
    }

    String title() {
        String verb = operation == Load.Operation.SIGNAL ? "signal" : "call";
        return "%s, %s".formatted(verb, keys == 1 ? "one hot key" : "%,d keys".formatted(keys));
    }
}
