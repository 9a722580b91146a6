package io.perdure.orchestrations.generated;

import io.perdure.orchestrations.generated.Program.Step;
import java.util.List;
import java.util.stream.Collectors;

/** A case as text, to be read when it has failed. */
final class Listing {
    private final StringBuilder text = new StringBuilder();

    private Listing() {}

    static String of(Case one) {
        var listing = new Listing();
        listing.text.append("case %d%s%n".formatted(one.seed(), one.crowded() ? ", crowded" : ""));
        one.program().all().forEach(listing::add);
        one.deeds()
                .forEach(deed -> listing.text.append(
                        "  outside at %,d: %s %s%n".formatted(deed.at(), deed.verb(), deed.name())));
        return listing.text.toString();
    }

    private void add(Program program) {
        text.append("  %s, %d round(s), %s untaken events%n"
                .formatted(program.name(), program.rounds(), program.keepsEvents() ? "keeps" : "drops"));
        add(program.steps(), "    ");
    }

    private void add(List<Step> steps, String margin) {
        for (Step step : steps) {
            if (step instanceof Program.Try block) {
                text.append(margin).append("Try ").append(block.name()).append('\n');
                add(block.body(), margin + "  ");
                text.append(margin)
                        .append(block.catches() ? "catch, finally" : "finally")
                        .append('\n');
                add(block.last(), margin + "  ");
            } else if (step instanceof Program.Section section) {
                text.append("%sSection %s after %,d on %s%n"
                        .formatted(margin, section.name(), section.rest(), section.entities()));
                add(section.body(), margin + "  ");
            } else if (step instanceof Program.Start start) {
                text.append(margin)
                        .append("Start ")
                        .append(start.program().name())
                        .append('\n');
            } else if (step instanceof Program.Await await) {
                text.append(margin).append("Await ").append(show(await.task())).append('\n');
            } else if (step instanceof Program.Fork fork) {
                text.append(margin).append("Fork ").append(fork.name()).append(": ");
                text.append(show(fork.task())).append('\n');
            } else {
                text.append(margin).append(step).append('\n');
            }
        }
    }

    private static String show(Program.Task task) {
        if (task instanceof Program.All all) {
            return "All" + show(all.tasks());
        } else if (task instanceof Program.Any any) {
            return "Any" + show(any.tasks());
        } else if (task instanceof Program.Then then) {
            return show(then.source()) + (then.fails() ? ".thenFail " : ".then ") + then.name();
        } else if (task instanceof Program.Compose both) {
            return show(both.source()) + ".thenCompose(" + show(both.next()) + ')';
        } else if (task instanceof Program.Rescue rescue) {
            return show(rescue.source()) + ".exceptionally " + rescue.name();
        } else if (task instanceof Program.Child child) {
            return "Child[%s of %s, %s, %d tries every %,d]"
                    .formatted(
                            child.name(),
                            child.program().name(),
                            child.ownId() ? "own id" : "any id",
                            child.tries(),
                            child.pause());
        }
        return task.toString();
    }

    private static String show(List<Program.Task> tasks) {
        return tasks.stream().map(Listing::show).collect(Collectors.joining(", ", "[", "]"));
    }
}
