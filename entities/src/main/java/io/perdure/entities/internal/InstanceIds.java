package io.perdure.entities.internal;

import java.util.UUID;

/** Ids of orchestration instances (H-91): entities, orchestrations and clients start some. */
public final class InstanceIds {

    private static final int MAX_LENGTH = 256;

    private InstanceIds() {}

    public static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** Whether there can be an instance of that id. */
    public static boolean isLegal(String id) {
        return !id.isEmpty()
                && id.length() <= MAX_LENGTH
                && !id.startsWith("@")
                && id.chars()
                        .noneMatch(c -> c == '/' || c == '\\' || c == '#' || c == '?' || Character.isISOControl(c));
    }

    /**
     * The id itself.
     *
     * @throws IllegalArgumentException when there can be no instance of that id
     */
    public static String check(String id) {
        if (!isLegal(id)) {
            throw new IllegalArgumentException(
                    "Orchestration instance id: \"%.80s\" of %d characters (expected: 1 to %d, no '@' at the start, no '/', '\\', '#', '?' or control characters)."
                            .formatted(id.replaceAll("\\p{Cc}", "?"), id.length(), MAX_LENGTH));
        }
        return id;
    }
}
