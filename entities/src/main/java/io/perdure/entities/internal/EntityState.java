package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Everything durable about one entity. The short names are what a million snapshots repeat; unknown ones are skipped, so
 * that a node may read what a newer one has written.
 *
 * @param json the user's state as JSON text; null when the entity does not exist (E-12)
 * @param schema version of {@code json}; 0 when there is none
 * @param schedule signals that wait for their time
 * @param lastOperationAt epoch milliseconds of the last operation; 0 before the first
 * @param locks null when nobody holds the entity and nothing waits for it; see {@link #lockState}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EntityState(
        @JsonProperty("s") @JsonInclude(Include.NON_NULL) @Nullable
        String json,

        @JsonProperty("v") @JsonInclude(Include.NON_DEFAULT) int schema,
        @JsonProperty("q") @JsonInclude(Include.NON_EMPTY) Schedule schedule,
        @JsonProperty("t") @JsonInclude(Include.NON_DEFAULT) long lastOperationAt,

        @JsonProperty("k") @JsonInclude(Include.NON_NULL) @Nullable
        LockState locks) {

    static final EntityState INITIAL = new EntityState(null, 0, Schedule.NONE, 0, null);

    public EntityState {
        // an empty schedule is left out of the stored form
        schedule = schedule == null ? Schedule.NONE : schedule;
        locks = LockState.FREE.equals(locks) ? null : locks;
    }

    LockState lockState() {
        return locks == null ? LockState.FREE : locks;
    }

    boolean exists() {
        return json != null;
    }

    /** Removals come first: what a step adds is never among what it fires. */
    EntityState with(EntityDelta delta) {
        Schedule next = schedule.withoutFirst(delta.fired()).plus(delta.scheduled());
        long at = delta.at() == 0 ? lastOperationAt : delta.at();
        LockState held = lockState().with(delta.locks());
        if (delta.deleted()) {
            return new EntityState(null, 0, next, at, held);
        }
        return delta.json() == null
                ? new EntityState(json, schema, next, at, held)
                : new EntityState(delta.json(), delta.schema(), next, at, held);
    }
}
