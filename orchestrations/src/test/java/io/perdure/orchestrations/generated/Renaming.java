package io.perdure.orchestrations.generated;

import io.perdure.orchestrations.generated.Program.Step;
import io.perdure.orchestrations.generated.Program.Task;
import java.util.List;

/** Gives other names to the activities of a step. */
final class Renaming {
    private Renaming() {}

    static Step in(Step step) {
        if (step instanceof Program.Await await) {
            return new Program.Await(in(await.task()));
        } else if (step instanceof Program.Fork fork) {
            return new Program.Fork(fork.name(), in(fork.task()));
        } else if (step instanceof Program.Try block) {
            return new Program.Try(block.name(), all(block.body()), block.catches(), all(block.last()));
        } else if (step instanceof Program.Section section) {
            return new Program.Section(section.name(), section.rest(), section.entities(), all(section.body()));
        }
        return step;
    }

    private static List<Step> all(List<Step> steps) {
        return steps.stream().map(Renaming::in).toList();
    }

    private static Task in(Task task) {
        if (task instanceof Program.Work work) {
            return new Program.Work(work.name() + "other", work.delay(), work.ends(), work.tries(), work.pause());
        } else if (task instanceof Program.Then then) {
            return new Program.Then(then.name(), in(then.source()), then.fails());
        } else if (task instanceof Program.Compose both) {
            return new Program.Compose(in(both.source()), in(both.next()));
        } else if (task instanceof Program.Rescue rescue) {
            return new Program.Rescue(rescue.name(), in(rescue.source()));
        } else if (task instanceof Program.All all) {
            return new Program.All(all.tasks().stream().map(Renaming::in).toList());
        } else if (task instanceof Program.Any any) {
            return new Program.Any(any.tasks().stream().map(Renaming::in).toList());
        }
        return task;
    }
}
