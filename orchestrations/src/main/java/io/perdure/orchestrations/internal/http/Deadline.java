package io.perdure.orchestrations.internal.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** When a request with all its redirects must have been answered: a time-out of each read alone would let it drip for ever. */
final class Deadline {
    private final long at;
    private volatile boolean passed;

    private Deadline(long at) {
        this.at = at;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean hasPassed() {
        return passed || System.nanoTime() - at >= 0;
    }

    /** Calls {@code abort} when the time is over, unless it is closed before. */
    Watch watch(Runnable abort) {
        var timer = new CompletableFuture<Boolean>()
                .completeOnTimeout(true, Math.max(0, at - System.nanoTime()), TimeUnit.NANOSECONDS);
        var unused = timer.thenAccept(late -> {
            passed = true;
            abort.run();
        });
        return () -> timer.cancel(false);
    }

    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
