package io.perdure.gateway.node;

import io.perdure.gateway.node.Attempt.Outcome;
import io.perdure.gateway.node.Attempt.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Compares what clients know with what entities have. */
final class LedgerChecker {
    private final Map<Target, List<String>> found;
    private final List<String> violations = new ArrayList<>();

    private LedgerChecker(Map<Target, List<String>> found) {
        this.found = found;
    }

    /** What is wrong with the entries that were found at the targets; empty when nothing is. */
    static List<String> violations(List<Attempt> attempts, Map<Target, List<String>> found) {
        var checker = new LedgerChecker(found);
        attempts.forEach(checker::checkEffect);
        found.forEach((target, entries) -> checker.checkOrder(target, entries));
        checker.checkOrigin(attempts);
        return checker.violations;
    }

    /** What is wrong with the entries that arrived, when everything that was sent must have. */
    static List<String> forwardingViolations(List<String> sent, List<String> arrived) {
        var violations = new ArrayList<String>();
        for (String entry : new HashSet<>(sent)) {
            int times = Collections.frequency(arrived, entry);
            if (times != 1) {
                violations.add("forwarded %s: arrived %d times".formatted(entry, times));
            }
        }
        if (violations.isEmpty() && !sent.equals(arrived)) {
            violations.add("forwarded in another order: " + sent + " became " + arrived);
        }
        return violations;
    }

    private void checkEffect(Attempt attempt) {
        var entries = found.getOrDefault(attempt.target(), List.of());
        int times = Collections.frequency(entries, attempt.text());
        boolean right = attempt.outcome() == Outcome.ACKNOWLEDGED
                ? times == 1
                : times <= (attempt.outcome() == Outcome.REFUSED ? 0 : 1);
        if (!right) {
            violations.add(attempt + ": there " + times + " times");
        } else if (attempt.place() > 0 && !entries.get(attempt.place() - 1).equals(attempt.text())) {
            violations.add(attempt + ": answered place " + attempt.place() + ", is at "
                    + (entries.indexOf(attempt.text()) + 1));
        }
    }

    private void checkOrder(Target target, List<String> entries) {
        var last = new HashMap<String, Integer>();
        for (String entry : entries) {
            int colon = entry.indexOf(':');
            int n = Integer.parseInt(entry.substring(colon + 1));
            Integer before = last.put(entry.substring(0, colon), n);
            if (before != null && before > n) {
                violations.add("%s at %s: after number %d of the same client".formatted(entry, target, before));
            }
        }
    }

    private void checkOrigin(List<Attempt> attempts) {
        var sent = new HashSet<String>();
        attempts.forEach(attempt -> sent.add(attempt.target() + " " + attempt.text()));
        found.forEach((target, entries) -> entries.forEach(entry -> {
            if (!sent.contains(target + " " + entry)) {
                violations.add(entry + " at " + target + ": nobody sent it there");
            }
        }));
    }
}
