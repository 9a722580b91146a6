package io.perdure.entities.internal;

import io.perdure.kernel.Address;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What a step makes of an entity's lock and queue, decision by decision. Immutable. What the step itself has added is
 * kept apart, since only what is left of it at the end is journaled.
 *
 * @param before the holder when the step began
 * @param older what waited when the step began and still does
 * @param taken how many of those are done
 * @param cancelled which of those were withdrawn
 * @param arrivals what the step has added and not done
 */
record LockTransition(
        @Nullable Lock before,
        @Nullable Lock holder,
        WorkQueue older,
        int taken,
        PVector<Lock> cancelled,
        PVector<Arrival> arrivals) {

    /**
     * One entry of the queue.
     *
     * @param index its place among the messages of this step; {@link #EARLIER} when it came in none of them
     */
    record Arrival(Waiting waiting, int index) {
        static final int EARLIER = -1;
    }

    static LockTransition from(LockState state) {
        return new LockTransition(
                state.holder(), state.holder(), state.queue(), 0, TreePVector.empty(), TreePVector.empty());
    }

    /** Whether an operation of this sender may run now: it holds the entity, or nobody does and nothing older waits. */
    boolean admits(@Nullable Address sender) {
        return holder == null
                ? older.isEmpty() && arrivals.isEmpty()
                : holder.owner().equals(sender);
    }

    /** How much waits. */
    int waiting() {
        return older.size() + arrivals.size();
    }

    /** What is to be done next; null while the entity is held, or when nothing waits. */
    @Nullable
    Arrival next() {
        Waiting head = older.head();
        if (holder != null || (head == null && arrivals.isEmpty())) {
            return null;
        }
        return head != null ? new Arrival(head, Arrival.EARLIER) : arrivals.get(0);
    }

    /** {@link #next} is done. */
    LockTransition take() {
        return older.isEmpty()
                ? new LockTransition(before, holder, older, taken, cancelled, arrivals.minus(0))
                : new LockTransition(before, holder, older.withoutFirst(1), taken + 1, cancelled, arrivals);
    }

    LockTransition queue(Waiting waiting, int index) {
        return new LockTransition(before, holder, older, taken, cancelled, arrivals.plus(new Arrival(waiting, index)));
    }

    LockTransition grant(Lock lock) {
        return new LockTransition(before, lock, older, taken, cancelled, arrivals);
    }

    /** Ends this lock, or the wait for it; changes nothing when it neither is held nor waits (E-89, E-91). */
    LockTransition release(Lock lock) {
        if (lock.equals(holder)) {
            return new LockTransition(before, null, older, taken, cancelled, arrivals);
        }
        WorkQueue left = older.without(lock);
        if (left.size() < older.size()) {
            return new LockTransition(before, holder, left, taken, cancelled.plus(lock), arrivals);
        }
        for (int i = 0; i < arrivals.size(); i++) {
            if (lock.equals(arrivals.get(i).waiting().lock())) {
                return new LockTransition(before, holder, older, taken, cancelled, arrivals.minus(i));
            }
        }
        return this;
    }

    /** Null when nothing has changed. */
    @Nullable
    LockDelta delta() {
        boolean same = Objects.equals(before, holder);
        var delta = new LockDelta(
                same ? null : holder,
                !same && holder == null,
                cancelled,
                taken,
                arrivals.stream().map(Arrival::waiting).toList());
        return delta.equals(LockDelta.NOTHING) ? null : delta;
    }
}
