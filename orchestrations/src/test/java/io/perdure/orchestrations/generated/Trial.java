package io.perdure.orchestrations.generated;

import io.perdure.kernel.Address;
import io.perdure.kernel.Outcome;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.orchestrations.internal.OrchestrationDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Everything that is done to one case: it runs undisturbed, with one live orchestrator, and with crashes; each run is looked
 * at by itself, and against the first.
 */
final class Trial {
    /** Up to so many commits a crash is tried at each; beyond it at some, and always at many at once. */
    private static final int SHORT = 10;

    private static final int SOME = 1;

    /** A step as it is, or with a bug. A new one for each run. */
    interface Change extends BiFunction<Address, Outcome<OrchestrationDelta>, Outcome<OrchestrationDelta>> {}

    static final Supplier<Change> NO_CHANGE = () -> (address, outcome) -> outcome;

    private final Case one;
    private final Supplier<Change> change;
    private final List<String> faults = new ArrayList<>();

    private Trial(Case one, Supplier<Change> change) {
        this.one = one;
        this.change = change;
    }

    /** What has gone wrong, with the run in which it has; empty when nothing has. */
    static List<String> of(Case one) {
        return of(one, NO_CHANGE);
    }

    static List<String> of(Case one, Supplier<Change> change) {
        var trial = new Trial(one, change);
        try {
            trial.run();
        } catch (RuntimeException broken) {
            trial.faults.add("broken: " + broken);
        }
        return trial.faults;
    }

    private void run() {
        Run calm = Lab.run(one, Crashes.NONE, change.get());
        note(calm, Checks.of(calm));
        note(calm, Replays.of(calm));
        if (faults.isEmpty()) {
            mutate(calm);
        }
        for (Crashes crashes : disturbances(calm.commits())) {
            if (!faults.isEmpty()) {
                return; // one is enough to begin with
            }
            Run other = Lab.run(one, crashes, change.get());
            note(other, Checks.of(other));
            note(other, one.crowded() ? Replays.of(other) : Checks.between(calm, other));
        }
    }

    private void mutate(Run calm) {
        var root = calm.instances().get(Case.ROOT);
        if (root.status() == RuntimeStatus.Terminated) {
            return; // it may have been terminated before it came to the change
        }
        for (var mutant : Mutations.of(calm, one.seed())) {
            try (var replays = new Replays(mutant.program())) {
                if (replays.fault(Case.ROOT, root) == null) {
                    faults.add("replays with " + mutant.says());
                }
            }
        }
    }

    private List<Crashes> disturbances(int commits) {
        var all = new ArrayList<>(List.of(
                Crashes.EVICTION,
                Crashes.oftenAfter((int) (one.seed() % 2)),
                Crashes.oftenBefore((int) (one.seed() % 3)),
                Crashes.random(one.seed())));
        // Of a long one: another part for each seed.
        for (int i = 0; i < Math.min(commits, SHORT); i++) {
            int commit = commits <= SHORT ? i : (int) ((one.seed() * SHORT + i) % commits);
            if (commits <= SHORT || i < SOME) {
                all.add(Crashes.after(commit + 1));
                all.add(Crashes.before(commit + 1));
            }
        }
        return all;
    }

    private void note(Run run, List<String> found) {
        found.forEach(fault -> faults.add(run.crashes().says() + ": " + fault));
    }
}
