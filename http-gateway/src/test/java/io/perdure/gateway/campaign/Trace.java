package io.perdure.gateway.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the history of an orchestration that has ended says.
 *
 * @param ends how often it ended
 */
record Trace(String id, int ends, List<Timer> timers, List<Hold> holds) {
    /** @param firedAt null when it has not fired */
    record Timer(Instant fireAt, @Nullable Instant firedAt) {}

    /**
     * A time in which the orchestration held an entity's lock: from when it heard of the grant until it gave it back, so
     * that the lock was its own a little longer on both sides.
     */
    record Hold(String entity, Instant from, Instant to) {}
}
