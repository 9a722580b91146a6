package io.perdure.gateway.campaign;

import io.perdure.gateway.campaign.Violation.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what clients know of a ledger with what is in it in the end. Entries have names that are given once. */
final class LedgerCheck {
    private final String key;
    private final List<String> entries;
    private final Map<String, Operation> appends = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private LedgerCheck(String key, List<Operation> operations, List<String> entries) {
        this.key = key;
        this.entries = entries;
        for (Operation operation : operations) {
            if (operation.action() instanceof Action.Append append) {
                appends.put(append.entry(), operation);
            }
        }
    }

    static List<Violation> violations(String key, List<Operation> operations, List<String> entries) {
        var check = new LedgerCheck(key, operations, entries);
        check.checkCounts();
        check.checkOrigins();
        check.checkOrder();
        if (check.violations.isEmpty()) { // else it would say the same again
            Linearizability.violation(Model.ledger(entries), operations)
                    .ifPresent(why -> check.add(Rule.NOT_LINEARIZABLE, why));
        }
        return check.violations;
    }

    private void checkCounts() {
        Map<String, Integer> counts = new HashMap<>();
        entries.forEach(entry -> counts.merge(entry, 1, Integer::sum));
        appends.forEach((entry, operation) -> {
            int times = counts.getOrDefault(entry, 0);
            if (times == 0 && operation.outcome() == Outcome.ACKNOWLEDGED) {
                add(Rule.LOST, operation.toString());
            } else if (times > (operation.outcome() == Outcome.REFUSED ? 0 : 1)) {
                add(Rule.DOUBLED, "there %d times: %s".formatted(times, operation));
            }
        });
    }

    private void checkOrigins() {
        entries.stream()
                .filter(entry -> !appends.containsKey(entry))
                .forEach(entry -> add(Rule.DOUBLED, "nobody sent " + entry));
    }

    /** What a client had done before it began something else comes first: its operations are seen from the last one on. */
    private void checkOrder() {
        Map<String, Operation> firstOver = new HashMap<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            @Nullable Operation operation = appends.get(entries.get(i));
            if (operation == null) {
                continue;
            }
            @Nullable Operation later = firstOver.get(operation.client());
            if (later != null && later.precedes(operation)) {
                add(Rule.REORDERED, "%s stands before %s".formatted(operation, later));
            }
            if (later == null || operation.effectiveBy().isBefore(later.effectiveBy())) {
                firstOver.put(operation.client(), operation);
            }
        }
    }

    private void add(Rule rule, String what) {
        violations.add(new Violation(rule, "ledger " + key + ": " + what));
    }
}
