package io.perdure.gateway.campaign;

import io.perdure.gateway.campaign.Violation.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is left when nobody asks for anything any more.
 *
 * @param active instances that the index holds for being at work, or due within minutes
 * @param growth events that were written although nothing happened
 * @param strangers instances in the index that nobody can have made
 * @param heapLimit what a node may need, in bytes
 * @param heaps what is reachable in each node, in bytes
 */
record Rest(List<String> active, long growth, List<String> strangers, long heapLimit, Map<String, Long> heaps) {
    List<Violation> violations() {
        var violations = new ArrayList<Violation>();
        if (!active.isEmpty()) {
            violations.add(left("at work, though all has ended: " + active));
        }
        if (growth > 0) {
            violations.add(left(growth + " events were written while nobody asked for anything"));
        }
        if (!strangers.isEmpty()) {
            violations.add(left("instances that nobody made: " + strangers));
        }
        heaps.forEach((node, heap) -> {
            if (heap > heapLimit) {
                violations.add(left("%s holds %,d bytes, at most %,d were expected".formatted(node, heap, heapLimit)));
            }
        });
        return violations;
    }

    private static Violation left(String what) {
        return new Violation(Rule.LEFT_OVER, what);
    }
}
