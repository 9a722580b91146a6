package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.perdure.orchestrations.HistoryEvent.TaskScheduled;
import java.util.Collection;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Activities that executions have left behind which ended before them. Nobody wants their results, but they were asked for, so
 * each runs at least once (O-30, O-31): until it has ended it is begun again after a crash. Immutable.
 *
 * @param byCall by call id
 */
record Leftovers(PMap<String, Leftover> byCall) {

    static final Leftovers NONE = new Leftovers(HashTreePMap.empty());

    /**
     * One of them, with what its call needs of an execution that is gone.
     *
     * @param run of the execution
     * @param version of the execution
     */
    record Leftover(
            @JsonProperty("r") String run,
            @JsonProperty("v") String version,
            @JsonProperty("t") TaskScheduled task) {
        Leftover {
            version = version == null ? "" : version; // what is empty is left out of the stored form
        }

        String callId() {
            return OrchestrationMessages.callId(run, task.id());
        }
    }

    static Leftovers of(Collection<Leftover> all) {
        return NONE.with(all);
    }

    static List<Leftover> of(String run, String version, Collection<TaskScheduled> tasks) {
        return tasks.stream().map(task -> new Leftover(run, version, task)).toList();
    }

    Leftovers with(Collection<Leftover> more) {
        PMap<String, Leftover> all = byCall;
        for (Leftover left : more) {
            all = all.plus(left.callId(), left);
        }
        return all == byCall ? this : new Leftovers(all);
    }

    /** Without those that have ended. */
    Leftovers without(Collection<String> callIds) {
        return callIds.isEmpty() ? this : new Leftovers(byCall.minusAll(callIds));
    }

    boolean isEmpty() {
        return byCall.isEmpty();
    }
}
