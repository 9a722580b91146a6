package io.perdure.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** When calls to each of some keys succeeded. Thread-safe. */
final class Successes {
    private record Success(long sentAt, long at) {}

    private final List<List<Success>> byKey;

    Successes(int keys) {
        byKey = IntStream.range(0, keys)
                .<List<Success>>mapToObj(key -> new ArrayList<>())
                .toList();
    }

    /** Times in nanoseconds, those of one key in their order. */
    void add(int key, long sentAt, long at) {
        List<Success> all = byKey.get(key);
        synchronized (all) {
            all.add(new Success(sentAt, at));
        }
    }

    /**
     * Per key, the nanoseconds from a time to the first success of a call that was sent after it: what was under way may
     * have been done before. Sorted; {@link Long#MAX_VALUE} for a key that had none.
     */
    List<Long> firstAfter(long time) {
        List<Long> firsts = new ArrayList<>();
        for (List<Success> all : byKey) {
            synchronized (all) {
                firsts.add(all.stream()
                        .filter(one -> one.sentAt - time >= 0)
                        .mapToLong(one -> one.at - time)
                        .findFirst()
                        .orElse(Long.MAX_VALUE));
            }
        }
        return firsts.stream().sorted().toList();
    }

    /** Per key, the longest time in nanoseconds between two successes, one after the other; sorted. */
    List<Long> longestGaps() {
        List<Long> gaps = new ArrayList<>();
        for (List<Success> all : byKey) {
            synchronized (all) {
                gaps.add(IntStream.range(1, all.size())
                        .mapToLong(n -> all.get(n).at - all.get(n - 1).at)
                        .max()
                        .orElse(Long.MAX_VALUE));
            }
        }
        return gaps.stream().sorted().toList();
    }

    int count(int key) {
        List<Success> all = byKey.get(key);
        synchronized (all) {
            return all.size();
        }
    }

    /** Nearest rank. */
    static long percentile(List<Long> sorted, double percent) {
        return sorted.get((int) Math.max(0, Math.ceil(sorted.size() * percent / 100) - 1));
    }
}
