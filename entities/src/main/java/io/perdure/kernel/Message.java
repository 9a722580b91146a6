package io.perdure.kernel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one durable thing, or a client, says to another. The kernel carries it and never looks inside; the verbs belong
 * to the logic that receives it.
 *
 * @param verb what is asked, such as {@code signal}, {@code call} or {@code start}
 * @param name of the operation, event or function
 * @param body JSON text, or null when there is none
 * @param dueAt epoch milliseconds before which it must not take effect; 0 for at once (E-53)
 * @param attributes whatever else the verb defines; empty when nothing
 */
public record Message(String verb, String name, @Nullable String body, long dueAt, Map<String, String> attributes) {

    public Message {
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
    }

    public static Message of(String verb, String name, @Nullable String body) {
        return new Message(verb, name, body, 0, Map.of());
    }

    /** Rough size in bytes, for batches and limits. */
    public int weight() {
        int weight = 32 + name.length() + (body == null ? 0 : body.length());
        for (var attribute : attributes.entrySet()) {
            weight += attribute.getKey().length() + attribute.getValue().length();
        }
        return weight;
    }
}
