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
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EntityState(
        @JsonProperty("s") @JsonInclude(Include.NON_NULL) @Nullable
        String json,

        @JsonProperty("v") @JsonInclude(Include.NON_DEFAULT) int schema,
        @JsonProperty("q") @JsonInclude(Include.NON_EMPTY) Schedule schedule,
        @JsonProperty("t") @JsonInclude(Include.NON_DEFAULT) long lastOperationAt) {

    static final EntityState INITIAL = new EntityState(null, 0, Schedule.NONE, 0);

    public EntityState {
        // an empty schedule is left out of the stored form
        schedule = schedule == null ? Schedule.NONE : schedule;
    }

    boolean exists() {
        return json != null;
    }

    /** Removals come first: what a step adds is never among what it fires. */
    EntityState with(EntityDelta delta) {
        Schedule next = schedule.withoutFirst(delta.fired()).plus(delta.scheduled());
        long at = delta.at() == 0 ? lastOperationAt : delta.at();
        if (delta.deleted()) {
            return new EntityState(null, 0, next, at);
        }
        return delta.json() == null
                ? new EntityState(json, schema, next, at)
                : new EntityState(delta.json(), delta.schema(), next, at);
    }
}
