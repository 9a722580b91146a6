package io.perdure.orchestrations.generated;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Histories as they are compared. What may differ, and why:
 *
 * <ul>
 *   <li>execution ids, and the names of runs: they are random;
 *   <li>stack traces: a failure that is thrown again in a replay comes another way;
 *   <li>the borders of steps, and the order of what happened in one millisecond: after a crash, what waited is delivered
 *       again, and all that has nothing between it but messages takes no virtual time.
 * </ul>
 */
final class Histories {
    private static final Pattern RANDOM = Pattern.compile("\"(executionId|run)\":\"[^\"]*\"");
    private static final Pattern STACK = Pattern.compile("\"stackTrace\":\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"");
    private static final Pattern TIME = Pattern.compile("\"timestamp\":\"([^\"]*)\"");
    private static final Pattern BORDER = Pattern.compile("\"eventType\":\"Orchestrator(Started|Completed)\"");

    private Histories() {}

    static List<String> comparable(String exported) {
        var byTime = new TreeMap<Instant, List<String>>();
        exported.lines().skip(1).filter(line -> !BORDER.matcher(line).find()).forEach(line -> {
            var time = TIME.matcher(line);
            Instant key = time.find() ? Instant.parse(time.group(1)) : Instant.MIN;
            byTime.computeIfAbsent(key, at -> new ArrayList<>()).add(plain(line));
        });
        var all = new ArrayList<String>();
        byTime.values().forEach(group -> {
            group.sort(Comparator.naturalOrder());
            all.addAll(group);
        });
        return all;
    }

    static String plain(String line) {
        return STACK.matcher(RANDOM.matcher(line).replaceAll("\"$1\":\"…\"")).replaceAll("\"stackTrace\":\"…\"");
    }
}
