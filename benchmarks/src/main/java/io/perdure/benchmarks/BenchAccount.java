package io.perdure.benchmarks;

import io.perdure.entities.Entity;

/** Money; rich from the start, so that no transfer is refused. */
public final class BenchAccount extends Entity<Long> {
    static final String NAME = "benchaccount";
    static final long OPENING_BALANCE = 1_000_000_000;

    @Override
    protected Long initialState() {
        return OPENING_BALANCE;
    }

    public void withdraw(long amount) {
        state -= amount;
    }

    public void deposit(long amount) {
        state += amount;
    }

    public long balance() {
        return state;
    }
}
