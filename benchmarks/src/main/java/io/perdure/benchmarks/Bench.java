package io.perdure.benchmarks;

import io.perdure.entities.Entity;

/** The entity under load: as little work of its own as an operation can have, so that the engine is what is measured. */
public final class Bench extends Entity<Long> {
    static final String NAME = "bench";

    @Override
    protected Long initialState() {
        return 0L;
    }

    public long add(long amount) {
        state += amount;
        return state;
    }

    public long get() {
        return state;
    }
}
