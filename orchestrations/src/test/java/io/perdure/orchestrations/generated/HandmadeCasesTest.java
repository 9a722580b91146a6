package io.perdure.orchestrations.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.generated.Case.Deed;
import io.perdure.orchestrations.generated.Program.Await;
import io.perdure.orchestrations.generated.Program.Ends;
import io.perdure.orchestrations.generated.Program.Fork;
import io.perdure.orchestrations.generated.Program.Join;
import io.perdure.orchestrations.generated.Program.Section;
import io.perdure.orchestrations.generated.Program.Step;
import io.perdure.orchestrations.generated.Program.Timer;
import io.perdure.orchestrations.generated.Program.Wait;
import io.perdure.orchestrations.generated.Program.Work;
import io.perdure.orchestrations.internal.OrchestrationMessages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Cases that have gone wrong, or are known to be hard")
class HandmadeCasesTest {

    @Test
    @DisplayName("two critical sections in one step: the second is granted, too (E-72)")
    void sections_in_a_row() {
        Run run = run(List.of(section("x1", "e0"), section("x2", "e1"), section("x3", "e0", "e1", "e2")), List.of());

        assertThat(Checks.of(run)).isEmpty();
        assertThat(output(run)).contains("out x3");
    }

    @Test
    @DisplayName("what a step calls that also suspends is run (O-126)")
    void suspended_with_a_call() {
        Run run = run(
                List.of(new Await(new Wait("w1", "red", -1)), new Await(work("a2", 0))),
                List.of(other(5), event(5, "one"), suspend(5), resume(9)));

        assertThat(Checks.of(run)).isEmpty();
        assertThat(output(run)).contains("a2 at try 1");
    }

    @Test
    @DisplayName("an event behind a suspension goes along when the code in front of it continues as new (O-92)")
    void continues_while_suspended() {
        Run run = rounds(
                2,
                List.of(new Await(new Wait("w1", "red", -1))),
                List.of(other(5), event(5, "one"), suspend(5), event(5, "two"), resume(9)));

        assertThat(Checks.of(run)).isEmpty();
        assertThat(output(run)).contains("await = one @5", "await = two @9");
    }

    @Test
    @DisplayName("an event between continuing as new and a suspension is taken when the instance is resumed (O-126)")
    void suspended_before_the_next_round() {
        Run run = rounds(
                2,
                List.of(new Await(new Wait("w1", "red", -1))),
                List.of(event(5, "one"), event(5, "two"), suspend(5), resume(9)));

        assertThat(Checks.of(run)).isEmpty();
        assertThat(output(run)).contains("await = one @5", "await = two @9");
    }

    @Test
    @DisplayName("suspended right after it has continued as new, an instance begins when it is resumed (O-121)")
    void suspended_before_the_next_round_without_events() {
        Run run = rounds(
                2, List.of(new Await(new Wait("w1", "red", -1))), List.of(event(5, "one"), suspend(5), resume(9)));

        assertThat(Checks.of(run)).isEmpty();
        assertThat(output(run)).contains("await = one @5", "round = 1 @9");
    }

    @Test
    @DisplayName("code that ends before the last event of its step replays (O-23)")
    void ends_within_a_step() {
        Run run = run(
                List.of(new Await(new Wait("w1", "red", -1)), new Await(new Wait("w2", "red", -1))),
                List.of(suspend(1), event(2, "one"), event(3, "two"), event(4, "three"), resume(9)));

        assertThat(Replays.of(run)).isEmpty();
        assertThat(output(run)).contains("two");
    }

    @Test
    @DisplayName("code that ends before the last event of its history, and leaves out an action, is found out (O-23)")
    void ends_too_early() {
        var fork = new Fork("f1", new Timer("t2", 5_000));
        var first = new Await(work("a3", 1_000));
        Run run = run(List.of(fork, first, new Await(work("a4", 1_000)), new Join("f1")), List.of());

        try (var shorter = new Replays(run.one().program().with(List.of(fork, first)))) {
            assertThat(shorter.fault(Case.ROOT, run.instances().get(Case.ROOT)))
                    .contains("action #2 of the history is TaskScheduled 'a4'", "has ended");
        }
    }

    // ---- how they are written

    private static Run run(List<Step> steps, List<Deed> deeds) {
        return rounds(1, steps, deeds);
    }

    private static Run rounds(int rounds, List<Step> steps, List<Deed> deeds) {
        var all = new ArrayList<>(deeds);
        return Lab.run(new Case(0, true, new Program("P0", steps, rounds, true), all), Crashes.NONE);
    }

    private static String output(Run run) {
        return run.instances().get(Case.ROOT).output();
    }

    private static Work work(String name, int delay) {
        return new Work(name, delay, Ends.WELL, 1, 1);
    }

    private static Section section(String name, String... entities) {
        return new Section(name, 0, List.of(entities), List.of());
    }

    private static Deed event(int at, String body) {
        return new Deed(at, OrchestrationMessages.EVENT, "red", '"' + body + '"');
    }

    /** Nobody waits for it: it keeps the instance busy while others arrive. */
    private static Deed other(int at) {
        return new Deed(at, OrchestrationMessages.EVENT, "blue", null);
    }

    private static Deed suspend(int at) {
        return new Deed(at, OrchestrationMessages.SUSPEND, "", null);
    }

    private static Deed resume(int at) {
        return new Deed(at, OrchestrationMessages.RESUME, "", null);
    }
}
