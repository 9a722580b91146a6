package io.perdure.orchestrations.generated;

import java.util.List;
import java.util.stream.Stream;

/**
 * An orchestrator as data. Each name is used once in a case, so that whatever an instance did can be told from its history
 * and from the entities. All times are milliseconds.
 *
 * @param name of the orchestrator
 * @param rounds how many executions: all but the last continue as new
 * @param keepsEvents whether untaken events go along then
 */
record Program(String name, List<Step> steps, int rounds, boolean keepsEvents) {

    /** What an instance does by itself, one after the other. */
    sealed interface Step {}

    /** What it may wait for, and race, and combine. */
    sealed interface Task {}

    /** How an activity, or a child's first step, turns out. */
    enum Ends {
        WELL,
        /** Fails the first time. */
        AT_SECOND_TRY,
        BADLY,
        /** Fails, and says that trying again cannot help. */
        FOR_GOOD
    }

    /** An activity that answers after a delay. {@code tries} of 1 means without a policy. */
    record Work(String name, int delay, Ends ends, int tries, int pause) implements Task {}

    record Timer(String name, int delay) implements Task {}

    /** An external event; a time-out of -1 means none. */
    record Wait(String name, String event, int timeout) implements Task {}

    /** An operation of an entity; {@code fails} when it refuses. */
    record Call(String name, String entity, boolean fails) implements Task {}

    record Child(String name, Program program, boolean ownId, int tries, int pause) implements Task {}

    /** {@code thenApply}. */
    record Then(String name, Task source, boolean fails) implements Task {}

    record Compose(Task source, Task next) implements Task {}

    record Rescue(String name, Task source) implements Task {}

    record All(List<Task> tasks) implements Task {}

    record Any(List<Task> tasks) implements Task {}

    record Await(Task task) implements Step {}

    /** Starts a task and goes on. */
    record Fork(String name, Task task) implements Step {}

    /** Awaits what was forked. */
    record Join(String name) implements Step {}

    /** Looks whether what was forked is done. */
    record Peek(String name) implements Step {}

    /** Gives up what was forked. */
    record Cancel(String name) implements Step {}

    /** {@code try}, with a {@code catch} or without, and {@code finally}. */
    record Try(String name, List<Step> body, boolean catches, List<Step> last) implements Step {}

    /** Some rest, and then a critical section. */
    record Section(String name, int rest, List<String> entities, List<Step> body) implements Step {}

    /** A signal; a delay of 0 means at once. */
    record Signal(String name, String entity, int delay) implements Step {}

    /** Starts an instance that lives on its own. */
    record Start(String name, Program program) implements Step {}

    /** Sends an event to the first instance of all. */
    record Send(String name, String event) implements Step {}

    /** Sets the custom status, or clears it. */
    record Status(String name, boolean clears) implements Step {}

    record Uuid(String name) implements Step {}

    /** A line by the replay-safe logger. */
    record Note(String name) implements Step {}

    record Fail(String name) implements Step {}

    /** Continues as new in the midst of it all, if that is not the last round. */
    record Again() implements Step {}

    /** The program itself, and all that it runs. */
    Stream<Program> all() {
        return Stream.concat(Stream.of(this), steps.stream().flatMap(Program::programs));
    }

    private static Stream<Program> programs(Step step) {
        if (step instanceof Await await) {
            return programs(await.task());
        } else if (step instanceof Fork fork) {
            return programs(fork.task());
        } else if (step instanceof Try block) {
            return Stream.concat(block.body().stream(), block.last().stream()).flatMap(Program::programs);
        } else if (step instanceof Section section) {
            return section.body().stream().flatMap(Program::programs);
        }
        return step instanceof Start start ? start.program().all() : Stream.empty();
    }

    private static Stream<Program> programs(Task task) {
        if (task instanceof Child child) {
            return child.program().all();
        } else if (task instanceof Then then) {
            return programs(then.source());
        } else if (task instanceof Compose both) {
            return Stream.concat(programs(both.source()), programs(both.next()));
        } else if (task instanceof Rescue rescue) {
            return programs(rescue.source());
        } else if (task instanceof All all) {
            return all.tasks().stream().flatMap(Program::programs);
        }
        return task instanceof Any any ? any.tasks().stream().flatMap(Program::programs) : Stream.empty();
    }

    Program with(List<Step> others) {
        return new Program(name, others, rounds, keepsEvents);
    }
}
