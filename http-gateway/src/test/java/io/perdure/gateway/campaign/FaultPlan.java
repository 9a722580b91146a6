package io.perdure.gateway.campaign;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * The faults of a campaign, in rounds: the next begins when the nodes have recovered from the one before. The same seed gives
 * the same plan; what the nodes are doing when a fault strikes is up to the machine.
 */
record FaultPlan(long seed, List<List<Strike>> rounds) {
    /** Each so many rounds, two faults overlap. */
    private static final int MIXED_EACH = 4;

    private static final int LATEST_SECOND_BEGIN = 1_500;

    /**
     * Faults are dealt like cards: each has its turn before any has the next. The node is drawn.
     *
     * @param strikes how many, at least
     * @param full whether faults last as long as in the long campaign
     */
    static FaultPlan of(long seed, int nodes, int strikes, List<Fault> faults, boolean full) {
        if (nodes < 1 || faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "A plan for %d nodes out of %s (expected: a node and a fault at least).".formatted(nodes, faults));
        }
        var random = new SplittableRandom(seed);
        Deque<Fault> cards = new ArrayDeque<>();
        var rounds = new ArrayList<List<Strike>>();
        for (int dealt = 0; dealt < strikes; ) {
            boolean mixed = rounds.size() % MIXED_EACH == MIXED_EACH - 1;
            var round = new ArrayList<Strike>();
            for (int i = 0; i < (mixed ? 2 : 1); i++) {
                if (cards.isEmpty()) {
                    cards.addAll(shuffled(faults, random));
                }
                Fault fault = cards.pop();
                Duration at = Duration.ofMillis(i == 0 ? 0 : random.nextInt(LATEST_SECOND_BEGIN));
                round.add(new Strike(at, fault, random.nextInt(nodes), fault.length(full, random)));
            }
            dealt += round.size();
            rounds.add(List.copyOf(round));
        }
        return new FaultPlan(seed, List.copyOf(rounds));
    }

    /** The same in parts of so many rounds; the last may have fewer. */
    List<FaultPlan> parts(int size) {
        var parts = new ArrayList<FaultPlan>();
        for (int from = 0; from < rounds.size(); from += size) {
            parts.add(new FaultPlan(seed, rounds.subList(from, Math.min(from + size, rounds.size()))));
        }
        return parts;
    }

    private static List<Fault> shuffled(List<Fault> faults, SplittableRandom random) {
        var all = new ArrayList<>(faults);
        Collections.shuffle(all, new Random(random.nextLong()));
        return all;
    }
}
