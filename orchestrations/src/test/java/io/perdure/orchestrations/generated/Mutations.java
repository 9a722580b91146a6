package io.perdure.orchestrations.generated;

import io.perdure.orchestrations.generated.Program.Step;
import io.perdure.orchestrations.generated.Run.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Programs with one action more, less, renamed, or in another place. Each change is made where the last execution of the
 * root has been, so that its history must not replay any more.
 */
final class Mutations {
    /** Activities carry names that are used once. */
    private static final Pattern ACTIVITY = Pattern.compile("\"TaskScheduled\",.*?\"name\":\"(a\\d+)\"");

    private static final Pattern NAME = Pattern.compile("name=(a\\d+)\\b");

    /** A changed program, and how it was changed. */
    record Mutant(String says, Program program) {}

    private Mutations() {}

    /** One of each kind where there is a place for it. */
    static List<Mutant> of(Run run, long seed) {
        Program program = run.one().program();
        List<Step> steps = program.steps();
        List<Integer> places = places(steps, run.instances().get(Case.ROOT));
        if (places.isEmpty()) {
            return List.of();
        }
        var random = new Random(seed);
        int at = places.get(random.nextInt(places.size()));
        var mutants = new ArrayList<Mutant>();
        mutants.add(new Mutant("one action more before " + steps.get(at), program.with(added(steps, at))));
        mutants.add(new Mutant("without " + steps.get(at), program.with(removed(steps, at))));
        mutants.add(new Mutant("another name in " + steps.get(at), renamed(program, at)));
        if (places.contains(at + 1)) {
            mutants.add(new Mutant("the other way round: " + steps.get(at), program.with(swapped(steps, at))));
        }
        return mutants;
    }

    /** Steps by themselves that have called an activity. */
    private static List<Integer> places(List<Step> steps, Told root) {
        List<String> called = ACTIVITY.matcher(root.exported())
                .results()
                .map(hit -> hit.group(1))
                .toList();
        var places = new ArrayList<Integer>();
        for (int i = 0; i < steps.size(); i++) {
            Matcher names = NAME.matcher(steps.get(i).toString());
            // A later one may never be reached; the first is called, or none.
            if (!steps.get(i).toString().contains("Child[") && names.find() && called.contains(names.group(1))) {
                places.add(i);
            }
        }
        return places;
    }

    private static List<Step> added(List<Step> steps, int at) {
        var changed = new ArrayList<>(steps);
        changed.add(at, new Program.Signal("more", Case.ENTITIES.get(0), 0));
        return changed;
    }

    private static List<Step> removed(List<Step> steps, int at) {
        var changed = new ArrayList<>(steps);
        changed.remove(at);
        return changed;
    }

    private static List<Step> swapped(List<Step> steps, int at) {
        var changed = new ArrayList<>(steps);
        changed.set(at, steps.get(at + 1));
        changed.set(at + 1, steps.get(at));
        return changed;
    }

    private static Program renamed(Program program, int at) {
        var changed = new ArrayList<>(program.steps());
        changed.set(at, Renaming.in(program.steps().get(at)));
        return program.with(changed);
    }
}
