package io.perdure.gateway.campaign;

import io.perdure.gateway.campaign.Trace.Hold;
import io.perdure.gateway.campaign.Violation.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lock has one holder at a time, and none when nobody is at work. */
final class LockCheck {
    private LockCheck() {}

    private record Held(String owner, Hold hold) {
        Instant from() {
            return hold.from();
        }
    }

    static List<Violation> violations(Collection<Trace> traces, Set<String> lockedInTheEnd) {
        var violations = new ArrayList<Violation>();
        lockedInTheEnd.forEach(entity -> violations.add(new Violation(Rule.LOCK_LEFT, entity)));
        Map<String, Held> last = new HashMap<>();
        traces.stream()
                .flatMap(trace -> trace.holds().stream().map(hold -> new Held(trace.id(), hold)))
                .sorted(Comparator.comparing(Held::from))
                .forEach(held -> {
                    String entity = held.hold().entity();
                    @Nullable Held before = last.get(entity);
                    if (before != null && held.from().isBefore(before.hold().to())) {
                        violations.add(new Violation(Rule.TWO_HOLDERS, entity + ": " + before + " and " + held));
                    }
                    if (before == null || held.hold().to().isAfter(before.hold().to())) {
                        last.put(entity, held);
                    }
                });
        return violations;
    }
}
