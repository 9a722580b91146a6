package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Who holds an entity, and what waits for it (E-77, E-78).
 *
 * @param holder null when nobody holds it
 * @param queue what waits; without a holder it is what one batch was too small for
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LockState(
        @JsonProperty("h") @JsonInclude(Include.NON_NULL) @Nullable
        Lock holder,

        @JsonProperty("w") @JsonInclude(Include.NON_EMPTY) WorkQueue queue) {

    static final LockState FREE = new LockState(null, WorkQueue.EMPTY);

    public LockState {
        // an empty queue is left out of the stored form
        queue = queue == null ? WorkQueue.EMPTY : queue;
    }

    /** Whether something could run at once, without any message. */
    boolean hasRunnable() {
        return holder == null && !queue.isEmpty();
    }

    LockState with(@Nullable LockDelta delta) {
        if (delta == null) {
            return this;
        }
        WorkQueue left = queue;
        for (Lock lock : delta.cancelled()) {
            left = left.without(lock);
        }
        Lock next = delta.granted() != null ? delta.granted() : delta.released() ? null : holder;
        return new LockState(next, left.withoutFirst(delta.taken()).plus(delta.queued()));
    }
}
