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
 * @param instances rows of the index
 * @param known instances that clients may have made
 * @param heapLimit what a node may need, in bytes
 * @param heaps what is reachable in each node, in bytes
 */
record Rest(List<String> active, long growth, long instances, long known, long heapLimit, Map<String, Long> heaps) {
    List<Violation> violations() {
        var violations = new ArrayList<Violation>();
        if (!active.isEmpty()) {
            violations.add(left("at work, though all has ended: " + active));
        }
        if (growth > 0) {
            violations.add(left(growth + " events were written while nobody asked for anything"));
        }
        if (instances > known) {
            violations.add(left("%d instances, %d may have been made".formatted(instances, known)));
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
