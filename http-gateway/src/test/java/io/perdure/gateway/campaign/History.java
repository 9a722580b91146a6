package io.perdure.gateway.campaign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All operations of all clients, those that were repeated under one {@code Idempotency-Key} as one. */
record History(List<Operation> operations) {

    /** @param attempts each request by itself, in any order */
    static History of(List<Operation> attempts) {
        Map<Object, Operation> merged = new LinkedHashMap<>();
        attempts.stream()
                .sorted(Comparator.comparing(Operation::invoked))
                .forEach(attempt -> merged.merge(request(attempt), attempt, Operation::thenAgain));
        return new History(List.copyOf(merged.values()));
    }

    /** Requests under one key that were given different answers, or asked for different things. */
    static List<Violation> differentAnswers(List<Operation> attempts) {
        var violations = new ArrayList<Violation>();
        Map<Object, Operation> first = new LinkedHashMap<>();
        for (Operation attempt : attempts) {
            if (attempt.outcome() != Outcome.ACKNOWLEDGED) {
                continue;
            }
            Operation before = first.putIfAbsent(request(attempt), attempt);
            if (before != null && (!before.isSameRequestAs(attempt) || before.contradicts(attempt.result()))) {
                violations.add(
                        new Violation(Violation.Rule.DOUBLED, "one key, two answers: " + before + "; " + attempt));
            }
        }
        return violations;
    }

    /** What makes two attempts one: the key that was sent, which counts for one instance. Without one, nothing does. */
    private static Object request(Operation attempt) {
        return attempt.requestId() == null ? new Object() : List.of(attempt.key(), attempt.requestId());
    }

    /** The operations of each key, in the order of their beginnings. */
    Map<String, List<Operation>> byKey() {
        var keys = new TreeMap<String, List<Operation>>();
        operations.forEach(operation ->
                keys.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(operation));
        return keys;
    }
}
