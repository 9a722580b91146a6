package io.perdure.gateway.campaign;

import io.perdure.gateway.campaign.Violation.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What one durable sender sent to one receiver, when all of it must have arrived.
 *
 * @param sent the sender's own list, in its order
 * @param arrived the receiver's
 */
record Delivery(String name, List<String> sent, List<String> arrived) {
    List<Violation> violations() {
        var violations = new ArrayList<Violation>();
        var all = new LinkedHashSet<>(sent);
        all.addAll(arrived);
        for (String message : all) {
            int times = Collections.frequency(arrived, message);
            int wanted = Collections.frequency(sent, message);
            if (times != wanted) {
                violations.add(new Violation(
                        times < wanted ? Rule.LOST : Rule.DOUBLED,
                        "%s: %s was sent %d times and arrived %d times".formatted(name, message, wanted, times)));
            }
        }
        if (violations.isEmpty() && !sent.equals(arrived)) {
            violations.add(new Violation(Rule.REORDERED, "%s: %s became %s".formatted(name, sent, arrived)));
        }
        return violations;
    }
}
