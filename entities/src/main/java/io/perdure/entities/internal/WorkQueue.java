package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What waits for an entity to be free, in order of arrival (E-75, E-77). Immutable; persistent in memory, so that a long
 * queue costs a step its logarithm; a plain list when stored.
 */
public record WorkQueue(@JsonValue PVector<Waiting> entries) {

    public static final WorkQueue EMPTY = new WorkQueue(TreePVector.empty());

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static WorkQueue of(List<Waiting> entries) {
        return EMPTY.plus(entries);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    /** What came first; null when the queue is empty. */
    @Nullable
    Waiting head() {
        return entries.isEmpty() ? null : entries.get(0);
    }

    WorkQueue plus(Collection<Waiting> more) {
        return more.isEmpty() ? this : new WorkQueue(entries.plusAll(more));
    }

    WorkQueue withoutFirst(int count) {
        var left = entries;
        for (int i = 0; i < count; i++) {
            left = left.minus(0);
        }
        return count == 0 ? this : new WorkQueue(left);
    }

    /** Without the request for this lock; the same queue when there is none. */
    WorkQueue without(Lock lock) {
        int at = entries.indexOf(Waiting.of(lock));
        return at < 0 ? this : new WorkQueue(entries.minus(at));
    }
}
