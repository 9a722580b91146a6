package io.perdure.settings;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with settings, of all sections together: an operator mends it in one go. Not thread-safe. */
public final class Problems {

    private record Problem(String key, String text) {}

    /** Several sections may look at one key, and then say the same of it. */
    private final Set<Problem> found = new LinkedHashSet<>();

    /** Adds one that a {@link SettingsReader} cannot say; {@code text} is a sentence that begins with the key. */
    public void add(String key, String text) {
        found.add(new Problem(key, text));
    }

    /** Whether something is wrong with the key, or with a section around it: then nothing more follows from its value. */
    public boolean concern(String key) {
        return found.stream().anyMatch(problem -> key.equals(problem.key) || key.startsWith(problem.key + '.'));
    }

    /** A sentence for each: key, value, what is allowed, where it was set. Sorted by key. */
    public List<String> lines() {
        return found.stream()
                .sorted(Comparator.comparing(Problem::key))
                .map(Problem::text)
                .toList();
    }

    /** Throws {@link IllegalArgumentException} with all of them, if there is one. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(String.join(" ", lines()));
        }
    }
}
