package io.perdure.benchmarks;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * What some sums must be: every acknowledged change counts once, every change without a good answer may count or not.
 * Thread-safe.
 */
final class Ledger implements Tally {
    private final String entity;
    private final List<String> keys;
    private final long opening;
    private final AtomicLongArray acknowledged;
    private final AtomicLongArray doubtfulGains;
    private final AtomicLongArray doubtfulLosses;

    private Ledger(String entity, List<String> keys, long opening) {
        this.entity = entity;
        this.keys = keys;
        this.opening = opening;
        acknowledged = new AtomicLongArray(keys.size());
        doubtfulGains = new AtomicLongArray(keys.size());
        doubtfulLosses = new AtomicLongArray(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            acknowledged.set(i, opening);
        }
    }

    /** Of counters that begin at 0. */
    Ledger(int keys) {
        this(Bench.NAME, names(keys == 1 ? "hot" : "k", keys), 0);
    }

    static Ledger ofAccounts(int accounts) {
        return new Ledger(BenchAccount.NAME, names("a", accounts), BenchAccount.OPENING_BALANCE);
    }

    /** Of one number: how many instances of an orchestrator have completed. */
    static Ledger ofInstances(String orchestrator) {
        return new Ledger(orchestrator, List.of("completed " + orchestrator), 0);
    }

    /** Of a 1 for each waiter that runs. */
    static Ledger ofWaiters(int count) {
        return new Ledger(
                Waiter.NAME,
                IntStream.range(0, count).mapToObj(Waiters::instance).toList(),
                0);
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    /** Whose keys these are. */
    String entity() {
        return entity;
    }

    /** The sum of one that does not exist. */
    long opening() {
        return opening;
    }

    int size() {
        return keys.size();
    }

    String key(int index) {
        return keys.get(index);
    }

    @Override
    public void acknowledge(int index) {
        acknowledge(index, 1);
    }

    @Override
    public void doubt(int index) {
        doubt(index, 1);
    }

    void acknowledge(int index, long change) {
        acknowledged.getAndAdd(index, change);
    }

    void doubt(int index, long change) {
        (change < 0 ? doubtfulLosses : doubtfulGains).getAndAdd(index, change);
    }

    boolean fits(int index, long sum) {
        return sum >= least(index) && !exceeds(index, sum);
    }

    /** Whether more was applied than was ever sent, which no waiting mends. */
    boolean exceeds(int index, long sum) {
        return sum > most(index);
    }

    private long least(int index) {
        return acknowledged.get(index) + doubtfulLosses.get(index);
    }

    private long most(int index) {
        return acknowledged.get(index) + doubtfulGains.get(index);
    }

    /** Takes a sum as the truth from which the next run counts. */
    void rebase(int index, long sum) {
        acknowledged.set(index, sum);
        doubtfulGains.set(index, 0);
        doubtfulLosses.set(index, 0);
    }

    int[] allKeys() {
        return IntStream.range(0, size()).toArray();
    }

    String expectation(int index) {
        long least = least(index);
        long most = most(index);
        return least == most ? Long.toString(least) : least + " to " + most;
    }
}
