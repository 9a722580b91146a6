package io.perdure.orchestrations.generated;

import io.perdure.orchestrations.generated.Program.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a case smaller as long as it still fails: leaves out deeds and steps, and takes blocks apart. */
final class Shrinking {
    private static final int MOST_TRIES = 150;

    private final Predicate<Case> fails;
    private int tries;

    private Shrinking(Predicate<Case> fails) {
        this.fails = fails;
    }

    static Case of(Case one, Predicate<Case> fails) {
        var shrinking = new Shrinking(fails);
        Case smallest = one;
        for (Case next = shrinking.once(smallest); next != null; next = shrinking.once(smallest)) {
            smallest = next;
        }
        return smallest;
    }

    /** The first smaller case that fails, too; null when there is none. */
    private Case once(Case one) {
        for (Case candidate : candidates(one)) {
            if (++tries > MOST_TRIES) {
                return null;
            }
            if (fails.test(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static List<Case> candidates(Case one) {
        var all = new ArrayList<Case>();
        List<Step> steps = one.program().steps();
        for (int i = 0; i < steps.size(); i++) {
            all.add(one.with(one.program().with(replaced(steps, i, List.of()))));
            if (steps.get(i) instanceof Program.Try block) {
                var inside = new ArrayList<>(block.body());
                inside.addAll(block.last());
                all.add(one.with(one.program().with(replaced(steps, i, inside))));
            }
        }
        // The last deed ends every suspension.
        for (int i = 0; i + 1 < one.deeds().size(); i++) {
            var fewer = new ArrayList<>(one.deeds());
            fewer.remove(i);
            all.add(one.with(fewer));
        }
        return all;
    }

    private static List<Step> replaced(List<Step> steps, int at, List<Step> by) {
        var changed = new ArrayList<>(steps.subList(0, at));
        changed.addAll(by);
        changed.addAll(steps.subList(at + 1, steps.size()));
        return changed;
    }
}
