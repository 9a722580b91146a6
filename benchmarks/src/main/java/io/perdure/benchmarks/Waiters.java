package io.perdure.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** The instances of {@link Waiter}: how they are started and read, and which of them run. */
final class Waiters {
    private static final int READERS = 16;

    private Waiters() {}

    static String instance(int number) {
        return "live" + number;
    }

    static List<Request> starts(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> (Request) new Request.Start(Waiter.NAME, null, instance(number)))
                .toList();
    }

    static List<Request> reads(int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> (Request) new Request.Status(instance(number)))
                .toList();
    }

    /** For a ledger of waiters: 1 for each of these that runs, else 0. */
    static long[] running(Access access, Load load, int[] numbers) throws IOException, InterruptedException {
        AtomicLongArray running = new AtomicLongArray(numbers.length);
        Tally tally = new Tally() {
            @Override
            public void acknowledge(int number) {
                running.set(number, 1);
            }

            @Override
            public void doubt(int number) {}
        };
        Meter meter = new Meter(load, tally, System.nanoTime());
        access.drive(Math.min(READERS, numbers.length), reads(numbers), Source.each(numbers.length), meter);
        return IntStream.range(0, numbers.length).mapToLong(running::get).toArray();
    }
}
