package io.perdure.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Counts one run: every answer in the tally, those under the clock in the histogram. Thread-safe. */
final class Meter {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

    private final Tally tally;
    private final long clockFrom;
    private volatile long clockTo;
    private final Histogram latencies = new ConcurrentHistogram(LONGEST, 3);
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final AtomicReference<@Nullable String> firstError = new AtomicReference<>();

    Meter(Load load, Tally tally, long now) {
        this.tally = tally;
        clockFrom = now + TimeUnit.MILLISECONDS.toNanos(load.rampMillis());
        clockTo = now + TimeUnit.MILLISECONDS.toNanos(load.totalMillis());
    }

    boolean running(long now) {
        return nanosLeft(now) > 0;
    }

    long nanosLeft(long now) {
        return clockTo - now;
    }

    /** The clock stops now, unless it has already: the end of a load that is over when its requests are. */
    void stop(long now) {
        if (running(now)) {
            clockTo = now;
        }
    }

    void succeeded(int number, long sentAt, long now) {
        tally.acknowledge(number);
        acknowledged.increment();
        if (now - clockFrom >= 0 && now - clockTo < 0) {
            latencies.recordValue(Math.min(now - sentAt, LONGEST));
        }
    }

    void failed(int number, String reason) {
        tally.doubt(number);
        errors.increment();
        firstError.compareAndSet(null, reason);
    }

    LoadResult result(double cpuMillis, Settlement settled) {
        double seconds = (clockTo - clockFrom) / 1e9;
        long counted = latencies.getTotalCount();
        return new LoadResult(
                acknowledged.sum(),
                errors.sum(),
                firstError.get(),
                seconds > 0 ? counted / seconds : 0,
                millis(50),
                millis(99),
                cpuMillis,
                settled.millis(),
                settled.mismatch());
    }

    private double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }
}
