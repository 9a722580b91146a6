package io.perdure.gateway.campaign;

import io.perdure.gateway.campaign.Trace.Timer;
import io.perdure.gateway.campaign.Violation.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Histories have one end, and timers that fired when they should: not early, and late only as long as faults lasted. */
final class TraceCheck {
    private TraceCheck() {}

    static List<Violation> violations(List<Trace> traces, Instant quiet, Duration allowed) {
        var violations = new ArrayList<Violation>();
        for (Trace trace : traces) {
            if (trace.ends() != 1) {
                violations.add(new Violation(
                        Rule.WRONG_END, "%s has %d ends in its history".formatted(trace.id(), trace.ends())));
            }
            for (Timer timer : trace.timers()) {
                Instant latest = (timer.fireAt().isAfter(quiet) ? timer.fireAt() : quiet).plus(allowed);
                if (timer.firedAt() == null || timer.firedAt().isAfter(latest)) {
                    violations.add(new Violation(Rule.TIMER_LOST, "%s: %s".formatted(trace.id(), timer)));
                } else if (timer.firedAt().isBefore(timer.fireAt())) {
                    violations.add(new Violation(Rule.TIMER_EARLY, "%s: %s".formatted(trace.id(), timer)));
                }
            }
        }
        return violations;
    }
}
