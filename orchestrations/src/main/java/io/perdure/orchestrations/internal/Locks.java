package io.perdure.orchestrations.internal;

import io.perdure.entities.EntityId;
import java.util.List;

/**
 * A critical section, from the request to the release. The entities are locked one after the other, so that at any time all
 * up to {@code granted} are held and the next has been asked.
 *
 * @param lockId number of the request
 * @param entities in the order of locking
 * @param granted how many are held
 * @param again whether the section was entered before: its end by a failure released it, and the execution was rewound into it
 */
record Locks(int lockId, List<EntityId> entities, int granted, boolean again) {

    Locks {
        entities = List.copyOf(entities);
    }

    boolean isHeld() {
        return granted == entities.size();
    }

    /** What is asked for now. */
    EntityId next() {
        return entities.get(granted);
    }

    /** All that hold the lock or have been asked for it. */
    List<EntityId> asked() {
        return entities.subList(0, Math.min(granted + 1, entities.size()));
    }

    Locks oneMore() {
        return new Locks(lockId, entities, granted + 1, again);
    }
}
