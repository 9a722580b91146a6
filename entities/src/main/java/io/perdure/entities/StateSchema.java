package io.perdure.entities;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The version of an entity's state and the way up from older ones. A stored state is brought up one version at a time;
 * where a step is missing, or the stored version is newer than this one, the entity refuses work with an error that says
 * so and keeps its state and its messages until code that can read it is deployed.
 *
 * @param version of the state that the code writes, from 1
 * @param migrations by the version that each one reads; it gives the next
 */
public record StateSchema(int version, Map<Integer, UnaryOperator<JsonNode>> migrations) {

    /** Version 1, nothing to migrate. */
    public static final StateSchema FIRST = new StateSchema(1, Map.of());

    public StateSchema {
        if (version < 1) {
            throw new IllegalArgumentException("State schema version: %d (expected: 1 or more).".formatted(version));
        }
        for (int from : migrations.keySet()) {
            if (from < 1 || from >= version) {
                throw new IllegalArgumentException(
                        "Migration from state version %d (expected: 1 to %d).".formatted(from, version - 1));
            }
        }
        migrations = Map.copyOf(migrations);
    }

    public static StateSchema version(int version) {
        return new StateSchema(version, Map.of());
    }

    /** Adds the step from version {@code from} to the next. It gets the stored JSON and gives the new one. */
    public StateSchema migrate(int from, UnaryOperator<JsonNode> step) {
        var all = new TreeMap<>(migrations);
        all.put(from, step);
        return new StateSchema(version, all);
    }
}
