package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.perdure.entities.internal.Json;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.DurableLogic;
import io.perdure.kernel.Message;
import io.perdure.orchestrations.internal.Activities.Call;
import io.perdure.orchestrations.internal.Activities.Result;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The activities of one loaded instance: those that run, and those that have ended while no committed step has taken their
 * result. Results are offered to the instance's inbox, which may lose them; so they are kept here and offered again when
 * the instance has been read again. Called on the instance's thread; results come on any.
 */
final class Dispatches {
    private final Activities activities;
    private final DurableLogic.Inlet inlet;
    private final Json json;
    private final Map<String, Dispatch> open = new ConcurrentHashMap<>();

    /** One call; it has its result as soon as it has ended. */
    private static final class Dispatch {
        volatile @Nullable Message result;
        volatile Activities.@Nullable Running running;
    }

    Dispatches(Activities activities, DurableLogic.Inlet inlet, Json json) {
        this.activities = activities;
        this.inlet = inlet;
        this.json = json;
    }

    /** A committed step asks for it. One that is known already is not started again. */
    void scheduled(Call call) {
        var dispatch = new Dispatch();
        if (open.putIfAbsent(call.taskId(), dispatch) == null) {
            dispatch.running = activities.start(call, result -> ended(call.taskId(), dispatch, result));
        }
    }

    /**
     * The instance has been read from its journal, at first or again; or an execution of it has ended, or goes on after that.
     *
     * @param pending all that is to run by its state; whatever else was under way is forgotten, as if {@link #done}
     */
    void loaded(Collection<Call> pending) {
        open.keySet().retainAll(pending.stream().map(Call::taskId).collect(Collectors.toSet()));
        for (Call call : pending) {
            Dispatch known = open.get(call.taskId());
            if (known == null) {
                scheduled(call);
            } else {
                offer(known.result);
            }
        }
    }

    /**
     * A committed step has taken the result, or dropped it because nobody waits for it any more (O-6). It must be told of
     * both: what it is not told of stays in memory for as long as the instance does.
     */
    void done(String taskId) {
        open.remove(taskId);
    }

    /** Where a call is that was asked for; unknown when it is not under way here. */
    Activities.Whereabouts whereabouts(String taskId) {
        Dispatch dispatch = open.get(taskId);
        var running = dispatch == null ? null : dispatch.running;
        return running == null ? Activities.Whereabouts.UNKNOWN : running.whereabouts();
    }

    /** The instance leaves memory. What runs goes on, since it may have had its effect; its result is dropped. */
    void close() {
        open.clear();
    }

    private void ended(String taskId, Dispatch dispatch, Result result) {
        Message message = new Message(
                OrchestrationMessages.ACTIVITY_DONE, taskId, result.result(), 0, attributes(result.failure()));
        dispatch.result = message;
        if (open.get(taskId) == dispatch) {
            offer(message);
        }
    }

    private void offer(@Nullable Message result) {
        if (result != null) {
            inlet.offer(result);
        }
    }

    private Map<String, String> attributes(@Nullable FailureDetails failure) {
        if (failure == null) {
            return Map.of();
        }
        try {
            return Map.of(OrchestrationMessages.FAILURE, String.valueOf(json.write(failure)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Failure details cannot be written: " + failure.summary(), e);
        }
    }
}
