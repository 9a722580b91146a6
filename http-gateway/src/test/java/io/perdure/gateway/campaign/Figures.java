package io.perdure.gateway.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a campaign measures; its text is a table for {@code docs/reliability.md}. Used by one thread. */
final class Figures {
    private final Map<String, List<Long>> recoveries = new TreeMap<>();
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private int strikes;
    private int parts;
    private int wrong;

    /** @param recovery from the end of the last fault until everything was served again */
    void add(List<Strike> round, Duration recovery) {
        strikes += round.size();
        String kind = round.size() > 1
                ? "two at a time"
                : round.get(0).fault().name().toLowerCase().replace('_', ' ');
        recoveries.computeIfAbsent(kind, any -> new ArrayList<>()).add(recovery.toMillis());
    }

    void add(Map<Outcome, Long> more, List<Violation> violations) {
        parts++;
        wrong += violations.isEmpty() ? 0 : 1;
        more.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
    }

    @Override
    public String toString() {
        return """
                %d strikes, judged in %d parts, %d of them wrong. %,d requests: %,d acknowledged, %,d refused, %,d of unknown outcome.

                | fault | rounds | served again after s: p50 | p99 | max |
                |---|---|---|---|---|
                %s
                """.formatted(
                        strikes,
                        parts,
                        wrong,
                        outcomes.values().stream().mapToLong(count -> count).sum(),
                        outcomes.getOrDefault(Outcome.ACKNOWLEDGED, 0L),
                        outcomes.getOrDefault(Outcome.REFUSED, 0L),
                        outcomes.getOrDefault(Outcome.UNKNOWN, 0L),
                        recoveries.entrySet().stream()
                                .map(kind -> row(kind.getKey(), kind.getValue()))
                                .collect(Collectors.joining("\n")));
    }

    private static String row(String kind, List<Long> millis) {
        var sorted = millis.stream().sorted().toList();
        return "| %s | %d | %.1f | %.1f | %.1f |"
                .formatted(
                        kind,
                        sorted.size(),
                        rank(sorted, 0.5) / 1e3,
                        rank(sorted, 0.99) / 1e3,
                        sorted.get(sorted.size() - 1) / 1e3);
    }

    private static long rank(List<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
