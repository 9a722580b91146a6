package io.perdure.entities.internal;

import java.util.UUID;

/** Ids of orchestration instances, as far as an entity that starts one must know them (H-91). */
public final class InstanceIds {

    private static final int MAX_LENGTH = 256;

    private InstanceIds() {}

    public static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /**
     * The id itself.
     *
     * @throws IllegalArgumentException when it is no valid id
     */
    public static String check(String id) {
        boolean clean =
                id.chars().noneMatch(c -> c == '/' || c == '\\' || c == '#' || c == '?' || Character.isISOControl(c));
        if (id.isEmpty() || id.length() > MAX_LENGTH || id.startsWith("@") || !clean) {
            throw new IllegalArgumentException(
                    "Orchestration instance id: \"%.80s\" of %d characters (expected: 1 to %d, no '@' at the start, no '/', '\\', '#', '?' or control characters)."
                            .formatted(id.replaceAll("\\p{Cc}", "?"), id.length(), MAX_LENGTH));
        }
        return id;
    }
}
