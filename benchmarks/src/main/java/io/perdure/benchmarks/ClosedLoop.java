package io.perdure.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** One client without a thread: sends its next request from the callback of its last. */
final class ClosedLoop {
    private final Source source;
    private final IntFunction<CompletableFuture<?>> door;
    private final Meter meter;
    private final CountDownLatch done;
    // A future that is complete already calls back at once: counting turns that recursion into iteration.
    private final AtomicInteger due = new AtomicInteger();

    ClosedLoop(Source source, IntFunction<CompletableFuture<?>> door, Meter meter, CountDownLatch done) {
        this.source = source;
        this.door = door;
        this.meter = meter;
        this.done = done;
    }

    void next() {
        if (due.getAndIncrement() == 0) {
            do {
                send();
            } while (due.decrementAndGet() > 0);
        }
    }

    private void send() {
        int number = source.next();
        if (number == Traffic.DONE) {
            done.countDown();
            return;
        }
        long sentAt = System.nanoTime();
        var unused = door.apply(number).whenComplete((result, failure) -> answered(number, sentAt, failure));
    }

    private void answered(int number, long sentAt, @Nullable Throwable failure) {
        if (failure == null) {
            meter.succeeded(number, sentAt, System.nanoTime());
        } else {
            meter.failed(number, failure.toString());
        }
        next();
    }
}
