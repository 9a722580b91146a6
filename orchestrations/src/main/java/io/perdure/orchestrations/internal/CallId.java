package io.perdure.orchestrations.internal;

import org.jspecify.annotations.Nullable;

/**
 * Names an action in the messages that it causes: {@code run:action}, and {@code run:action:index} for one entity of a
 * section.
 *
 * @param index -1 for none
 */
record CallId(String run, int action, int index) {

    /** Null when the text is none of ours. */
    static @Nullable CallId parse(String text) {
        String[] parts = text.split(":", -1);
        try {
            return parts.length < 2 || parts.length > 3
                    ? null
                    : new CallId(
                            parts[0], Integer.parseInt(parts[1]), parts.length == 3 ? Integer.parseInt(parts[2]) : -1);
        } catch (NumberFormatException notOurs) {
            return null;
        }
    }
}
