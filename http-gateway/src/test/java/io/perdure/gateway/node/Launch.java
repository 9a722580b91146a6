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
 * @param output what a client that waited was given; null when none was
 */
record Launch(
        String orchestrator,
        String id,
        Object input,
        Attempt.Outcome outcome,
        @Nullable JsonNode output) {

    static Launch random(SplittableRandom random, String id, String file, int purses) {
        if (random.nextInt(3) == 0) {
            int from = random.nextInt(purses);
            int to = (from + 1 + random.nextInt(purses - 1)) % purses;
            return of("Pay", id, new Payment("p" + from, "p" + to, random.nextInt(1, 60)));
        }
        String orchestrator = new String[] {"Chain", "Chain", "Fan", "Naps", "Family"}[random.nextInt(5)];
        return of(orchestrator, id, new Work(file, random.nextInt(1, orchestrator.equals("Fan") ? 20 : 5)));
    }

    private static Launch of(String orchestrator, String id, Object input) {
        return new Launch(orchestrator, id, input, Attempt.Outcome.DOUBTFUL, null);
    }

    Launch with(Attempt.Outcome newOutcome, @Nullable JsonNode newOutput) {
        return new Launch(orchestrator, id, input, newOutcome, newOutput);
    }

    /** Null when the output is not known beforehand: whether a purse has enough depends on who came first. */
    @Nullable
    Integer expectedOutput() {
        if (!(input instanceof Work work)) {
            return null;
        }
        return orchestrator.equals("Family") ? work.steps() * Family.STEPS_OF_A_CHILD : work.steps();
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
