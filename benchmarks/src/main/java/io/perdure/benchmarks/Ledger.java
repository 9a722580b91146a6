package io.perdure.benchmarks;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * What the entities' sums must be: every acknowledged add counts once, every add without a good answer may count or
 * not. Thread-safe.
 */
final class Ledger {
    private final String prefix;
    private final AtomicLongArray acknowledged;
    private final AtomicLongArray doubtful;

    Ledger(int keys) {
        prefix = keys == 1 ? "hot" : "k";
        acknowledged = new AtomicLongArray(keys);
        doubtful = new AtomicLongArray(keys);
    }

    int size() {
        return acknowledged.length();
    }

    String key(int index) {
        return prefix + index;
    }

    void acknowledge(int index) {
        acknowledged.getAndIncrement(index);
    }

    void doubt(int index) {
        doubtful.getAndIncrement(index);
    }

    boolean fits(int index, long sum) {
        return sum >= acknowledged.get(index) && !exceeds(index, sum);
    }

    /** Whether more was applied than was ever sent, which no waiting mends. */
    boolean exceeds(int index, long sum) {
        return sum > acknowledged.get(index) + doubtful.get(index);
    }

    /** Takes a sum as the truth from which the next run counts. */
    void rebase(int index, long sum) {
        acknowledged.set(index, sum);
        doubtful.set(index, 0);
    }

    int[] allKeys() {
        return IntStream.range(0, size()).toArray();
    }

    String expectation(int index) {
        long least = acknowledged.get(index);
        long most = least + doubtful.get(index);
        return least == most ? Long.toString(least) : least + " to " + most;
    }
}
