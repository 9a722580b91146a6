package io.perdure.gateway.node;

import io.perdure.gateway.node.module.Entry;
import org.jspecify.annotations.Nullable;

/**
 * One append that a client made, and what it knows of it.
 *
 * @param call whether it was a call; else a signal
 * @param requestId the {@code Idempotency-Key}; null for none
 * @param place what an acknowledged call answered: the place of the entry; 0 otherwise
 */
record Attempt(
        Target target, Entry entry, boolean call, @Nullable String requestId, Outcome outcome, int place) {

    /** The entity that was meant. */
    record Target(String name, String key) {
        @Override
        public String toString() {
            return name + '/' + key;
        }
    }

    enum Outcome {
        ACKNOWLEDGED,
        /** Answered with: not done. */
        REFUSED,
        /** No answer, or one that says that nobody knows. */
        DOUBTFUL
    }

    Attempt with(Outcome newOutcome, int newPlace) {
        return new Attempt(target, entry, call, requestId, newOutcome, newPlace);
    }

    boolean isRepeatable() {
        return outcome == Outcome.DOUBTFUL && requestId != null;
    }

    String text() {
        return entry.client() + ':' + entry.n();
    }

    @Override
    public String toString() {
        return "%s %s at %s%s: %s"
                .formatted(call ? "call" : "signal", text(), target, requestId == null ? "" : " with key", outcome);
    }
}
