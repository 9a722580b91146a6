package io.perdure.benchmarks;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Says which request comes next. Thread-safe: all clients of a load ask the same one. */
interface Source {
    /** The number of the next request, or {@link Traffic#DONE} when the asking client has no more to do. */
    int next();

    /** From when on the last request counts as under way; for all but {@link Pace} from when it was sent. */
    default long dueAt(long sentAt) {
        return sentAt;
    }

    /** Any of so many requests, for as long as the meter runs. */
    static Source random(int requests, Meter meter) {
        return () ->
                meter.running(System.nanoTime()) ? ThreadLocalRandom.current().nextInt(requests) : Traffic.DONE;
    }

    /** Each of so many requests once, in their order. */
    static Source each(int requests) {
        AtomicInteger next = new AtomicInteger();
        return () -> {
            int number = next.getAndIncrement();
            return number < requests ? number : Traffic.DONE;
        };
    }

    /** The request number 0, so many times. */
    static Source times(int count) {
        AtomicInteger left = new AtomicInteger(count);
        return () -> left.getAndDecrement() > 0 ? 0 : Traffic.DONE;
    }
}
