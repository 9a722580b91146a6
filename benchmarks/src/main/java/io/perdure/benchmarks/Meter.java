package io.perdure.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Counts one run: every answer in the ledger, those under the clock in the histogram. Thread-safe. */
final class Meter {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

    private final Ledger ledger;
    private final long clockFrom;
    private final long clockTo;
    private final Histogram latencies = new ConcurrentHistogram(LONGEST, 3);
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final AtomicReference<@Nullable String> firstError = new AtomicReference<>();

    Meter(Load load, Ledger ledger, long now) {
        this.ledger = ledger;
        clockFrom = now + TimeUnit.MILLISECONDS.toNanos(load.rampMillis());
        clockTo = now + TimeUnit.MILLISECONDS.toNanos(load.totalMillis());
    }

    boolean running(long now) {
        return now - clockTo < 0;
    }

    void succeeded(int key, long sentAt, long now) {
        ledger.acknowledge(key);
        acknowledged.increment();
        if (now - clockFrom >= 0 && now - clockTo < 0) {
            latencies.recordValue(Math.min(now - sentAt, LONGEST));
        }
    }

    void failed(int key, String reason) {
        ledger.doubt(key);
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
