package io.perdure.gateway.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tests of the checker are made of. Times are seconds. */
final class Given {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private Given() {}

    static Instant at(int second) {
        return BEGIN.plusSeconds(second);
    }

    static Operation append(String entry, int from, int to, Outcome outcome, @Nullable Long place) {
        return append(entry, null, from, to, outcome, place);
    }

    /** By the client that the entry names before its colon. */
    static Operation append(
            String entry, @Nullable String requestId, int from, int to, Outcome outcome, @Nullable Long place) {
        String client = entry.substring(0, entry.indexOf(':'));
        return new Operation(client, "a", new Action.Append(entry), requestId, at(from), at(to), outcome, place);
    }

    static Launched launched(Outcome outcome, int sleep) {
        return new Launched("i", at(0), at(1), outcome, Set.of("true"), Duration.ofSeconds(sleep));
    }

    static Sighting seen(int second, String status, String output) {
        return new Sighting("i", at(second), at(second), status, output);
    }
}
