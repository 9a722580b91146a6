package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.WaitingFor.ActivityPlace;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs activities, somewhere. Behind it: this node's pool, those of other nodes, one day a remote worker. */
public interface Activities {

    /**
     * One attempt.
     *
     * @param taskId the call id of its action
     * @param input JSON text
     * @param timeoutMillis 0 for none
     * @param heartbeatMillis 0 for none
     */
    record Call(
            String instanceId,
            String name,
            String taskId,
            String version,
            @Nullable String input,
            Map<String, String> tags,
            long timeoutMillis,
            long heartbeatMillis) {}

    /** How it ended: with a result as JSON text, or a failure. */
    record Result(@Nullable String result, @Nullable FailureDetails failure) {}

    /** A call that has been taken. */
    interface Running {
        /** Its result is not wanted any more, or another will be asked for it: {@code done} is not called after this. */
        void abandon();

        /** Where it is at the moment, for who looks. */
        default Whereabouts whereabouts() {
            return Whereabouts.UNKNOWN;
        }
    }

    /**
     * Where a call is.
     *
     * @param node that has it; null when none has, or it is not known by a name
     * @param startedAt when it got its place; null when it has none, and on another node
     * @param lastHeartbeat null when there was none, and on another node
     */
    record Whereabouts(
            ActivityPlace place,
            @Nullable String node,
            @Nullable Instant startedAt,
            @Nullable Instant lastHeartbeat) {
        static final Whereabouts UNKNOWN = new Whereabouts(ActivityPlace.NONE, null, null, null);

        public Whereabouts on(@Nullable String name) {
            return new Whereabouts(place, name, startedAt, lastHeartbeat);
        }
    }

    /**
     * Takes a call, which may wait for a free place. Does not block.
     *
     * @param done called at most once, on any thread
     */
    Running start(Call call, Consumer<Result> done);

    /** Calls of this node that wait for a place. */
    default int waiting() {
        return 0;
    }
}
