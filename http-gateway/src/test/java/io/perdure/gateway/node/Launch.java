package io.perdure.gateway.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdure.gateway.node.module.Family;
import io.perdure.gateway.node.module.Payment;
import io.perdure.gateway.node.module.Work;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One instance that a client started, and what it knows of it.
 *
 * @param commanded whether the command that it needs to end was acknowledged; true also when it needs none
 * @param output what a client that waited was given; null when none was
 */
record Launch(
        String orchestrator,
        String id,
        Object input,
        Attempt.Outcome outcome,
        boolean commanded,
        @Nullable JsonNode output) {

    /** What an instance needs to end. */
    record Command(String path, String body) {}

    static Launch random(SplittableRandom random, String id, String file, int purses) {
        int kind = random.nextInt(12);
        if (kind < 5) {
            int from = random.nextInt(purses);
            int to = (from + 1 + random.nextInt(purses - 1)) % purses;
            return of(kind == 0 ? "Hold" : "Pay", id, new Payment("p" + from, "p" + to, random.nextInt(1, 60)));
        }
        if (kind == 5) {
            return of("Ask", id, random.nextInt(1_000));
        }
        String orchestrator = new String[] {"Chain", "Chain", "Fan", "Naps", "Family", "Rounds"}[kind - 6];
        return of(orchestrator, id, new Work(file, random.nextInt(1, orchestrator.equals("Fan") ? 20 : 5)));
    }

    private static Launch of(String orchestrator, String id, Object input) {
        boolean endsByItself = !orchestrator.equals("Ask") && !orchestrator.equals("Hold");
        return new Launch(orchestrator, id, input, Attempt.Outcome.DOUBTFUL, endsByItself, null);
    }

    Launch with(Attempt.Outcome newOutcome, @Nullable JsonNode newOutput) {
        return new Launch(orchestrator, id, input, newOutcome, commanded, newOutput);
    }

    Launch withCommand() {
        return new Launch(orchestrator, id, input, outcome, true, output);
    }

    boolean needsCommand() {
        return outcome == Attempt.Outcome.ACKNOWLEDGED && !commanded;
    }

    Command command() {
        return orchestrator.equals("Ask")
                ? new Command(id + "/raiseEvent/answer", String.valueOf(input))
                : new Command(id + "/terminate?reason=enough", "");
    }

    String expectedStatus() {
        return orchestrator.equals("Hold") ? "Terminated" : "Completed";
    }

    /** As JSON; null when it is not known beforehand: whether a purse has enough depends on who came first. */
    @Nullable
    String expectedOutput() {
        if (!(input instanceof Work work)) {
            return orchestrator.equals("Ask") ? input.toString() : orchestrator.equals("Hold") ? "\"enough\"" : null;
        }
        int effects = orchestrator.equals("Family")
                ? work.steps() * Family.STEPS_OF_A_CHILD
                : orchestrator.equals("Rounds") ? 1 : work.steps();
        return Integer.toString(effects);
    }

    /** How many results of activities the history of its last execution has. */
    int expectedResults() {
        if (!(input instanceof Work work) || orchestrator.equals("Family")) {
            return 0;
        }
        return orchestrator.equals("Rounds") ? 1 : work.steps();
    }

    /** Names of the effects that it leaves, each at least once. */
    Stream<String> effects() {
        if (!(input instanceof Work work)) {
            return Stream.empty();
        }
        return orchestrator.equals("Family")
                ? IntStream.range(0, work.steps())
                        .mapToObj(child -> Family.childId(id, child))
                        .flatMap(child -> names(child, Family.STEPS_OF_A_CHILD))
                : names(id, work.steps());
    }

    private static Stream<String> names(String instanceId, int steps) {
        return IntStream.range(0, steps).mapToObj(step -> Work.effectName(instanceId, step));
    }

    @Override
    public String toString() {
        return "%s '%s' %s, %s".formatted(orchestrator, id, input, outcome);
    }
}
