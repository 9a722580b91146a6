package io.perdure.gateway.campaign;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a client, from its first request to its last answer.
 *
 * @param requestId the {@code Idempotency-Key}; null for none
 * @param returned when its answer arrived; of no meaning while the outcome is unknown: it may take effect later
 * @param result a {@code Long} or a list of text, by the action; null for none
 */
record Operation(
        String client,
        String key,
        Action action,
        @Nullable String requestId,
        Instant invoked,
        Instant returned,
        Outcome outcome,
        @Nullable Object result) {

    /** When it had taken effect at the latest, if it did. */
    Instant effectiveBy() {
        return outcome == Outcome.UNKNOWN ? Instant.MAX : returned;
    }

    /** Whether it was over before the other began. */
    boolean precedes(Operation other) {
        return effectiveBy().isBefore(other.invoked);
    }

    /** Whether the client has an answer that says something, and it is another than this. */
    boolean contradicts(@Nullable Object answer) {
        return outcome == Outcome.ACKNOWLEDGED && result != null && !result.equals(answer);
    }

    /** This and a repetition of it as one operation. */
    Operation thenAgain(Operation again) {
        return new Operation(
                client,
                key,
                action,
                requestId,
                invoked.isBefore(again.invoked) ? invoked : again.invoked,
                firstEnd(again),
                outcome.thenAgain(again.outcome),
                result == null ? again.result : result);
    }

    /** Whoever is answered first knows that it has happened; while nobody is, the last answer counts. */
    private Instant firstEnd(Operation again) {
        if ((outcome == Outcome.ACKNOWLEDGED) != (again.outcome == Outcome.ACKNOWLEDGED)) {
            return outcome == Outcome.ACKNOWLEDGED ? returned : again.returned;
        }
        boolean first = returned.isBefore(again.returned) == (outcome == Outcome.ACKNOWLEDGED);
        return first ? returned : again.returned;
    }

    boolean isSameRequestAs(Operation other) {
        return action.equals(other.action) && key.equals(other.key) && Objects.equals(requestId, other.requestId);
    }

    @Override
    public String toString() {
        return "%s by %s at %s, %s%s (%s to %s)"
                .formatted(action, client, key, outcome, result == null ? "" : " as " + result, invoked, returned);
    }
}
