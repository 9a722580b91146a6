package io.perdure.orchestrations.internal.activities;

import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.WaitingFor.ActivityPlace;
import io.perdure.orchestrations.internal.Activities;
import io.perdure.orchestrations.internal.Activities.Call;
import io.perdure.orchestrations.internal.Activities.Result;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call of this node, wherever it is just now: in the pool here, at another node, or on the way. Thread-safe. */
final class ClusterCall implements Activities.Running, Consumer<Result> {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterCall.class);

    private final Call call;
    private final Consumer<ClusterCall> recall;

    /** Who wants to know the end, until it has been told or gives up. */
    private final AtomicReference<@Nullable Consumer<Result>> waiting;

    private final String self;
    private volatile @Nullable Attempt here;
    private volatile boolean mayBeAway;
    private volatile @Nullable String worker;

    /**
     * Nowhere yet.
     *
     * @param self name of this node
     * @param recall called when it is abandoned and may be at another node
     */
    ClusterCall(String self, Call call, Consumer<Result> done, Consumer<ClusterCall> recall) {
        this.self = self;
        this.call = call;
        this.waiting = new AtomicReference<>(done);
        this.recall = recall;
    }

    Call call() {
        return call;
    }

    boolean isWanted() {
        return waiting.get() != null;
    }

    void runIn(LocalActivities pool) {
        Attempt attempt = pool.submit(call, this);
        here = attempt;
        if (!isWanted()) {
            attempt.abandon(); // it was abandoned before it was known where it is
        }
    }

    /** It leaves the pool; to be called before {@link #isWanted} is asked, so that one of both sides sees the other. */
    void leaves() {
        here = null;
        worker = null;
        mayBeAway = true;
    }

    /** Another node has it from now on. */
    void isAt(String node) {
        worker = node;
    }

    @Override
    public Activities.Whereabouts whereabouts() {
        Attempt attempt = here;
        if (attempt != null) {
            return attempt.whereabouts().on(self);
        }
        String node = worker;
        return new Activities.Whereabouts(node == null ? ActivityPlace.NONE : ActivityPlace.REMOTE, node, null, null);
    }

    void fail(FailureDetails failure) {
        accept(new Result(null, failure));
    }

    @Override
    public void accept(Result result) {
        Consumer<Result> told = waiting.getAndSet(null);
        if (told != null) {
            try {
                told.accept(result);
            } catch (RuntimeException e) {
                LOG.error("The end of activity '{}' of {} was not taken", call.name(), call.instanceId(), e);
            }
        }
    }

    @Override
    public void abandon() {
        if (waiting.getAndSet(null) == null) {
            return;
        }
        Attempt attempt = here;
        if (attempt != null) {
            attempt.abandon();
        }
        if (mayBeAway) {
            recall.accept(this);
        }
    }
}
