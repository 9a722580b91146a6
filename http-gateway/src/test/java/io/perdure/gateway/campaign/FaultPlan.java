package io.perdure.gateway.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The faults of one run, in the order of their beginnings. The same seed gives the same plan; what the nodes are doing when
 * a fault strikes is up to the machine.
 */
record FaultPlan(long seed, List<Strike> strikes) {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int SHORTEST_PAUSE = 500;
    private static final int LONGEST_PAUSE = 8_000;
    private static final int LONGEST_AWAY = 3_000;
    /** Short ones go unnoticed; after long ones the others have given up the node. */
    private static final int[] FREEZE_SECONDS = {1, 5, 15};

    /**
     * Strikes one after the other: the next begins when the one before is over, which is not to say that the nodes have
     * recovered.
     *
     * @param faults those to choose from
     */
    static FaultPlan of(long seed, int nodes, int strikes, List<Fault> faults) {
        if (nodes < 1 || faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "A plan for %d nodes out of %s (expected: a node and a fault at least).".formatted(nodes, faults));
        }
        var random = new SplittableRandom(seed);
        var plan = new ArrayList<Strike>();
        Duration at = FIRST;
        for (int i = 0; i < strikes; i++) {
            Fault fault = faults.get(random.nextInt(faults.size()));
            var strike = new Strike(at, fault, random.nextInt(nodes), length(fault, random));
            plan.add(strike);
            at = strike.end().plusMillis(random.nextInt(SHORTEST_PAUSE, LONGEST_PAUSE));
        }
        return new FaultPlan(seed, List.copyOf(plan));
    }

    private static Duration length(Fault fault, SplittableRandom random) {
        return fault == Fault.FREEZE
                ? Duration.ofSeconds(FREEZE_SECONDS[random.nextInt(FREEZE_SECONDS.length)])
                : Duration.ofMillis(random.nextInt(LONGEST_AWAY));
    }
}
