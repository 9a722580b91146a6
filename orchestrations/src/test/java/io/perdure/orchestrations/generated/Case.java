package io.perdure.orchestrations.generated;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One random case: a program, and what the world outside does to its instance meanwhile.
 *
 * @param seed makes it again
 * @param crowded whether much happens in the same millisecond. Then runs may differ in what comes first, and each is held
 *     against itself alone
 */
record Case(long seed, boolean crowded, Program program, List<Deed> deeds) {
    static final Instant BEGINNING = Instant.parse("2026-11-20T12:00:00Z");

    /** The instance that the world outside starts, and whose fate it meddles with. */
    static final String ROOT = "root";

    /** The names of external events. */
    static final List<String> EVENTS = List.of("red", "green");

    /** All entities; each exists from the beginning. */
    static final List<String> ENTITIES = List.of("e0", "e1", "e2");

    /** When all that can happen has happened, and events come for everybody who still waits for one. */
    static final int FLOOD = 24 * 3_600_000;

    static final int END = 2 * FLOOD;

    /**
     * Something that the world outside does to the root.
     *
     * @param at milliseconds from the beginning
     * @param verb as in {@code OrchestrationMessages}
     * @param name of the event; empty for other verbs
     */
    record Deed(int at, String verb, String name, @Nullable String body) {}

    Case with(Program other) {
        return new Case(seed, crowded, other, deeds);
    }

    Case with(List<Deed> others) {
        return new Case(seed, crowded, program, others);
    }

    @Override
    public String toString() {
        return Listing.of(this);
    }
}
