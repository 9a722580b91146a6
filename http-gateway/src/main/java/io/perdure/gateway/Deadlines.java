package io.perdure.gateway;

import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

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
        private final long since = System.nanoTime();
        private final Supplier<Duration> time;

        Deadline(CompletableFuture<?> future, Supplier<Duration> time) {
            this.future = future;
            this.time = time;
        }
    }

    /**
     * Fails the future with a {@link TimeoutException} if it is not done in time.
     *
     * @param time from now; asked at each look, since it may not be known yet
     */
    void set(CompletableFuture<?> future, Supplier<Duration> time) {
        var deadline = new Deadline(future, time);
        open.add(deadline);
        var unused = future.whenCompleteAsync((value, failure) -> open.remove(deadline), Runnable::run);
    }

    private void look() {
        long now = System.nanoTime();
        for (Deadline deadline : open) {
            if (now - deadline.since >= deadline.time.get().toNanos()) {
                deadline.future.completeExceptionally(new TimeoutException());
            }
        }
    }

    @Override
    public void close() {
        looks.cancel();
    }
}
