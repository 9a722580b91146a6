package io.perdure.orchestrations.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/** Timers that have neither fired nor been cancelled, in the order in which they fire (O-70). Immutable. */
record OpenTimers(PSortedMap<Due, Due> byTime, PMap<Integer, Due> byId) {

    static final OpenTimers NONE = new OpenTimers(TreePMap.empty(), HashTreePMap.empty());

    record Due(Instant at, int id) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Integer.compare(id, other.id);
        }
    }

    OpenTimers with(int id, Instant at) {
        var due = new Due(at, id);
        return new OpenTimers(byTime.plus(due, due), byId.plus(id, due));
    }

    OpenTimers without(int id) {
        Due due = byId.get(id);
        return due == null ? this : new OpenTimers(byTime.minus(due), byId.minus(id));
    }

    @Nullable
    Instant soonest() {
        return byTime.isEmpty() ? null : byTime.firstKey().at();
    }

    /** Those that have reached their time, soonest first. */
    List<Due> due(Instant now) {
        var due = new ArrayList<Due>();
        for (Due timer : byTime.keySet()) {
            if (timer.at().isAfter(now)) {
                break;
            }
            due.add(timer);
        }
        return due;
    }
}
