package io.perdure.gateway.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdure.gateway.node.module.Payment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What must be true of all instances that were started, once they have ended. Pure. */
final class LaunchChecker {
    private LaunchChecker() {}

    /**
     * What is wrong; empty when all is well.
     *
     * @param found the status of each instance by its id
     * @param effects the lines that activities left
     * @param balances of each purse, in the end
     */
    static List<String> violations(
            List<Launch> launches,
            Map<String, JsonNode> found,
            Set<String> effects,
            Map<String, Long> balances,
            long begin) {
        var violations = new ArrayList<String>();
        var expected = new HashMap<String, Long>();
        balances.keySet().forEach(purse -> expected.put(purse, begin));
        for (Launch launch : launches) {
            JsonNode status = found.get(launch.id());
            if (status == null) {
                violations.add("Lost: " + launch);
                continue;
            }
            if (!isRight(launch, status)) {
                violations.add("Wrong: " + launch + ", ended as " + status);
            }
            launch.effects()
                    .filter(effect -> !effects.contains(effect))
                    .forEach(effect -> violations.add("Effect " + effect + " never happened: " + launch));
            if (launch.input() instanceof Payment payment
                    && status.path("output").asBoolean()) {
                expected.merge(payment.from(), -payment.amount(), Long::sum);
                expected.merge(payment.to(), payment.amount(), Long::sum);
            }
        }
        if (!expected.equals(balances)) {
            violations.add("Balances: " + balances + ", by the payments that were made: " + expected);
        }
        return violations;
    }

    private static boolean isRight(Launch launch, JsonNode status) {
        JsonNode output = status.path("output");
        String expected = launch.expectedOutput();
        return status.path("runtimeStatus").asText().equals(launch.expectedStatus())
                && (expected == null ? output.isBoolean() : output.toString().equals(expected))
                && (launch.output() == null || launch.output().equals(output))
                && hasOneResultPerCall(launch, status.path("historyEvents"));
    }

    /** However often an activity ran, its result is in the history once. */
    private static boolean hasOneResultPerCall(Launch launch, JsonNode history) {
        long results = StreamSupport.stream(history.spliterator(), false)
                .filter(item -> item.path("EventType").asText().equals("TaskCompleted"))
                .count();
        return results == launch.expectedResults();
    }
}
