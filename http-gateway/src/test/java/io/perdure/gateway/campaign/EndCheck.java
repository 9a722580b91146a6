package io.perdure.gateway.campaign;

import io.perdure.gateway.campaign.Violation.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each orchestration that exists ends, once, as it would without faults, and not before its time. */
final class EndCheck {
    private final Instant quiet;
    private final Duration allowed;
    private final List<Violation> violations = new ArrayList<>();

    private EndCheck(Instant quiet, Duration allowed) {
        this.quiet = quiet;
        this.allowed = allowed;
    }

    /**
     * @param quiet when the last fault was over
     * @param allowed how long what is due may take after that
     */
    static List<Violation> violations(
            List<Launched> launches, List<Sighting> sightings, Instant quiet, Duration allowed) {
        var check = new EndCheck(quiet, allowed);
        Map<String, List<Sighting>> byId = new HashMap<>();
        sightings.stream()
                .sorted(Comparator.comparing(Sighting::asked))
                .forEach(seen ->
                        byId.computeIfAbsent(seen.id(), id -> new ArrayList<>()).add(seen));
        launches.forEach(launch -> check.check(launch, byId.getOrDefault(launch.id(), List.of())));
        return check.violations;
    }

    private void check(Launched launch, List<Sighting> sightings) {
        checkPresence(launch, sightings);
        @Nullable
        Sighting end = sightings.stream().filter(Sighting::isEnd).findFirst().orElse(null);
        checkProgress(launch, sightings, end);
        if (end == null) {
            return;
        }
        if (!end.status().equals("Completed") || !launch.outputs().contains(end.output())) {
            add(Rule.WRONG_END, "%s: %s, expected one of %s".formatted(launch, end, launch.outputs()));
        }
        if (end.answered().isBefore(launch.due())) {
            add(Rule.TIMER_EARLY, "%s: sleeps until %s, %s".formatted(launch, launch.due(), end));
        }
        sightings.stream()
                .filter(seen -> seen.asked().isAfter(end.answered()) && !seen.saysTheSameAs(end))
                .findFirst()
                .ifPresent(other -> add(Rule.WRONG_END, "%s: %s, and then %s".formatted(launch, end, other)));
    }

    /** What was acknowledged, or has been seen, is there; what was refused is not. */
    private void checkPresence(Launched launch, List<Sighting> sightings) {
        @Nullable Instant known = launch.outcome() == Outcome.ACKNOWLEDGED ? launch.returned() : null;
        for (Sighting seen : sightings) {
            if (seen.isAbsent() && known != null && seen.asked().isAfter(known)) {
                add(Rule.LOST, "%s: %s".formatted(launch, seen));
                return;
            }
            if (!seen.isAbsent() && launch.outcome() == Outcome.REFUSED) {
                add(Rule.DOUBLED, "%s: %s".formatted(launch, seen));
                return;
            }
            known = known == null && !seen.isAbsent() ? seen.answered() : known;
        }
    }

    /** To be without an end in the last sighting is wrong too, however early that is: a run looks until all have ended. */
    private void checkProgress(Launched launch, List<Sighting> sightings, @Nullable Sighting end) {
        Instant latest = (launch.due().isAfter(quiet) ? launch.due() : quiet).plus(allowed);
        boolean exists =
                launch.outcome() == Outcome.ACKNOWLEDGED || sightings.stream().anyMatch(seen -> !seen.isAbsent());
        boolean late = sightings.stream()
                .anyMatch(seen ->
                        !seen.isAbsent() && !seen.isEnd() && seen.asked().isAfter(latest));
        if (end == null ? exists : late) {
            Rule rule = launch.sleep().isZero() ? Rule.STUCK : Rule.TIMER_LOST;
            add(rule, "%s: not ended by %s, but seen as %s".formatted(launch, latest, sightings));
        }
    }

    private void add(Rule rule, String what) {
        violations.add(new Violation(rule, what));
    }
}
