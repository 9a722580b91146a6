package io.perdure.kernel;

import io.perdure.settings.SettingsReader;
import java.time.Duration;

/** Settings that the kernel and its logics have in common, each read here. All take the section {@code perdure}. */
public final class SharedSettings {
    /** A hundred years. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private SharedSettings() {}

    /** Of an input, a result or a message, in bytes of UTF-8. */
    public static int maxPayload(SettingsReader perdure) {
        return perdure.arraySize("payload.max-size", 1);
    }

    /** Messages that one step takes at most. */
    public static int maxBatch(SettingsReader perdure) {
        return perdure.number("kernel.max-batch", 1, Integer.MAX_VALUE);
    }

    /** How long the steps of an entity can be looked up; zero for never. */
    public static Duration historyFor(SettingsReader perdure) {
        return perdure.duration("entities.history.keep-for", Duration.ZERO, LONGEST);
    }

    /** How many of its latest steps can be looked up; 0 for none. */
    public static int historySteps(SettingsReader perdure) {
        return perdure.number("entities.history.max-steps", 0, Integer.MAX_VALUE);
    }
}
