package io.perdure.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The live side of {@link Tally} in one incarnation: does the work that the state asks for, and hands over results until a
 * state shows that they were taken. It dies with the incarnation.
 */
final class SimulatedWork {
    private final Simulation simulation;
    private final SimulatedInstance by;
    private final Set<String> begun = new HashSet<>();
    private final Set<String> finished = new HashSet<>();

    SimulatedWork(Simulation simulation, SimulatedInstance by) {
        this.simulation = simulation;
        this.by = by;
    }

    /** Whatever was handed over may have been lost. */
    void loaded(Tally.State state) {
        var working = results(state.working());
        begun.retainAll(working);
        finished.retainAll(working);
        finished.forEach(this::offer);
        working.forEach(this::begin);
    }

    void committed(Tally.Delta delta) {
        results(delta.working()).forEach(this::begin);
    }

    private static List<String> results(List<Tally.Work> working) {
        return working.stream().map(Tally.Work::result).toList();
    }

    private void begin(String result) {
        if (begun.add(result)) {
            simulation.later(simulation.random().nextLong(1, 3_000), "work", () -> {
                if (begun.contains(result) && finished.add(result)) {
                    offer(result);
                }
            });
        }
    }

    private void offer(String result) {
        simulation.later(0, "offer", () -> by.used(() -> by.core().offered(Message.of("result", result, null))));
    }
}
