package io.perdure.examples.entities;

import io.perdure.entities.Entity;

/**
 * Class style with a state of any type: {@link Entity#state} is what is kept, here a number. The public methods are the
 * operations, one at a time for each key, called by name in any case; {@code delete} comes for free.
 */
public class Counter extends Entity<Integer> {
    @Override
    protected Integer initialState() {
        return 0;
    }

    public int add(int amount) {
        return state += amount;
    }

    public int get() {
        return state;
    }

    public void reset() {
        state = 0;
    }
}
