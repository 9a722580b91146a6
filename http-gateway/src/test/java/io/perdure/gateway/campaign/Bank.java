package io.perdure.gateway.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Accounts when all transfers have ended.
 *
 * @param begin what each account had at first
 * @param transfers those that say of themselves that they moved money
 */
record Bank(long begin, Map<String, Long> balances, List<Moved> transfers) {
    /** Money that went from one account to another. */
    record Moved(String from, String to, long amount) {}

    List<Violation> violations() {
        var violations = new ArrayList<Violation>();
        var expected = new HashMap<String, Long>();
        balances.keySet().forEach(account -> expected.put(account, begin));
        for (Moved moved : transfers) {
            expected.merge(moved.from(), -moved.amount(), Long::sum);
            expected.merge(moved.to(), moved.amount(), Long::sum);
        }
        long total = balances.values().stream().mapToLong(balance -> balance).sum();
        if (total != begin * balances.size()) {
            violations.add(bank("%d in all, was %d: %s".formatted(total, begin * balances.size(), balances)));
        }
        if (!expected.equals(balances)) {
            violations.add(bank("balances %s; by the transfers that were made %s".formatted(balances, expected)));
        }
        balances.forEach((account, balance) -> {
            if (balance < 0) {
                violations.add(bank("account %s is overdrawn: %d".formatted(account, balance)));
            }
        });
        return violations;
    }

    private static Violation bank(String what) {
        return new Violation(Violation.Rule.BANK, what);
    }
}
