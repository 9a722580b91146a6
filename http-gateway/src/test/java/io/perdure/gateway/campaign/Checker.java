package io.perdure.gateway.campaign;

import io.perdure.gateway.campaign.Violation.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Judges a run by what its clients saw. */
final class Checker {
    /** How long after the last fault everything must be served again, and what is due must be done. */
    static final Duration RECOVERY = Duration.ofSeconds(60);

    private Checker() {}

    /** Everything that must not be; empty when all promises were kept. */
    static List<Violation> violations(Evidence evidence) {
        var violations = new ArrayList<>(History.differentAnswers(evidence.attempts()));
        History.of(evidence.attempts()).byKey().forEach((key, operations) -> {
            if (evidence.ledgers().containsKey(key)) {
                violations.addAll(LedgerCheck.violations(
                        key, operations, evidence.ledgers().get(key)));
            } else {
                Linearizability.violation(Model.NUMBER, operations)
                        .ifPresent(why -> violations.add(new Violation(Rule.NOT_LINEARIZABLE, key + ": " + why)));
            }
        });
        evidence.deliveries().forEach(delivery -> violations.addAll(delivery.violations()));
        violations.addAll(EndCheck.violations(evidence.launches(), evidence.sightings(), evidence.quiet(), RECOVERY));
        violations.addAll(TraceCheck.violations(evidence.traces(), evidence.quiet(), RECOVERY));
        violations.addAll(LockCheck.violations(evidence.traces(), evidence.lockedInTheEnd()));
        violations.addAll(evidence.bank().violations());
        evidence.wrongAnswers().forEach(answer -> violations.add(new Violation(Rule.WRONG_ANSWER, answer)));
        violations.addAll(unserved(evidence.attempts(), evidence.quiet().plus(RECOVERY)));
        return violations;
    }

    private static List<Violation> unserved(List<Operation> attempts, Instant from) {
        return attempts.stream()
                .filter(attempt -> attempt.invoked().isAfter(from) && attempt.outcome() != Outcome.ACKNOWLEDGED)
                .map(attempt -> new Violation(Rule.STUCK, "still not served: " + attempt))
                .toList();
    }
}
