package io.perdure.orchestrations.generated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.orchestrations.generated.Run.Told;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must hold of a run, and between two runs of the same case. */
final class Checks {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern EFFECT = Pattern.compile("(?:call|signal) = (\\S+) @");
    private static final Pattern STATUS = Pattern.compile("(no )?status = (\\S+) @");
    private static final Pattern ANSWER = Pattern.compile("\"actionId\":(\\d+)");

    private final List<String> faults = new ArrayList<>();

    private Checks() {}

    // ---- one run

    /** What is wrong with a run by itself; empty when nothing is. */
    static List<String> of(Run run) {
        var checks = new Checks();
        checks.ends(run);
        checks.entities(run);
        checks.answers(run);
        checks.statuses(run);
        checks.logs(run);
        return checks.faults;
    }

    private void ends(Run run) {
        run.instances().forEach((id, told) -> {
            if (!told.status().isTerminal()) {
                faults.add("%s is left %s".formatted(id, told.status()));
            }
        });
    }

    private void entities(Run run) {
        Set<String> counted = new HashSet<>();
        run.entities().forEach((key, json) -> {
            JsonNode facts = read(json);
            if (!facts.path("lockedBy").isNull()
                    || facts.path("queued").asInt() > 0
                    || facts.path("scheduled").asInt() > 0) {
                faults.add("entity %s is locked, or something waits in it: %s".formatted(key, json));
            }
            facts.path("state").fields().forEachRemaining(entry -> {
                counted.add(entry.getKey());
                if (entry.getValue().asInt() != 1) {
                    faults.add("%s had its effect %s times".formatted(entry.getKey(), entry.getValue()));
                }
            });
        });
        run.instances().forEach((id, told) -> {
            var effects = EFFECT.matcher(told.output());
            while (effects.find()) {
                if (!counted.contains(effects.group(1)) && told.status() != RuntimeStatus.Terminated) {
                    faults.add("%s had no effect".formatted(effects.group(1)));
                }
            }
        });
    }

    /** The last one set is shown. */
    private void statuses(Run run) {
        run.instances().forEach((id, told) -> {
            String last = STATUS.matcher(told.output())
                    .results()
                    .filter(set -> set.group(2).startsWith(id + '/')) // else it is a child's, in its parent's lines
                    .map(set -> set.group(1) == null ? set.group(2) : "null")
                    .reduce("null", (one, next) -> next);
            if (told.status() != RuntimeStatus.Terminated
                    && !told.customStatus().replace("\"", "").equals(last)) {
                faults.add("%s shows custom status %s, its code has set %s".formatted(id, told.customStatus(), last));
            }
        });
    }

    private void answers(Run run) {
        run.instances().forEach((id, told) -> {
            Set<String> answered = new HashSet<>();
            told.exported().lines().forEach(line -> {
                var answer = ANSWER.matcher(line);
                if (!line.contains("\"ExecutionStarted\"") && answer.find() && !answered.add(answer.group(1))) {
                    faults.add("%s: two answers to action #%s".formatted(id, answer.group(1)));
                }
            });
        });
    }

    /** Replay is silent (O-102); what a crash undoes before its commit is said again. */
    private void logs(Run run) {
        boolean silent = run.crashes() == Crashes.NONE || run.crashes() == Crashes.EVICTION;
        Set<String> said = new HashSet<>();
        run.logged().forEach(line -> {
            if (!said.add(line) && silent) {
                faults.add("logged twice: " + line);
            }
        });
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    // ---- two runs

    /** In what a run differs from the one that nothing disturbed; empty when in nothing. */
    static List<String> between(Run calm, Run other) {
        var checks = new Checks();
        checks.same("instances", calm.instances().keySet(), other.instances().keySet());
        calm.instances()
                .forEach((id, told) ->
                        checks.instance(id, told, other.instances().get(id)));
        checks.same("entities", calm.entities(), other.entities());
        checks.same("logged", new HashSet<>(calm.logged()), new HashSet<>(other.logged()));
        return checks.faults;
    }

    private void instance(String id, Told calm, @Nullable Told other) {
        if (other == null) {
            return;
        }
        same(id + " status", calm.status(), other.status());
        same(id + " output", calm.output(), other.output());
        same(id + " custom status", calm.customStatus(), other.customStatus());
        List<String> was = Histories.comparable(calm.exported());
        List<String> is = Histories.comparable(other.exported());
        for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
            String one = i < was.size() ? was.get(i) : "nothing";
            String two = i < is.size() ? is.get(i) : "nothing";
            if (!one.equals(two)) {
                same("%s history, event %d".formatted(id, i), one, two);
                return; // what follows is a consequence
            }
        }
    }

    private void same(String what, Object calm, Object other) {
        if (!calm.equals(other)) {
            faults.add("%s%n    undisturbed: %s%n    here:        %s".formatted(what, calm, other));
        }
    }

    /** All entities and instances of a run, as {@code key = value} lines. For messages. */
    static String dump(Map<String, Told> instances) {
        var text = new StringBuilder();
        instances.forEach((id, told) -> text.append("%s: %s, custom status %s%n  %s%n%s%n"
                .formatted(
                        id,
                        told.status(),
                        told.customStatus(),
                        told.output().replace("\",\"", "\n  ").replace("\\n", "\n  "),
                        Histories.plain(told.exported().indent(4)))));
        return text.toString();
    }
}
