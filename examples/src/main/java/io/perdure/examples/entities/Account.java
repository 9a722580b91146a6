package io.perdure.examples.entities;

import io.perdure.entities.Entity;

/**
 * Money that is never overdrawn: operations run one at a time, so what {@link #withdraw} checks is still true when it
 * subtracts. A refusal is an exception; a caller gets its type and text, and the state is as before.
 */
public class Account extends Entity<Long> {
    @Override
    protected Long initialState() {
        return 0L;
    }

    public long deposit(long amount) {
        checkPositive("deposit", amount);
        state = Math.addExact(state, amount);
        return state;
    }

    /** Takes money out; throws {@link InsufficientFundsException} when there is less. */
    public long withdraw(long amount) {
        checkPositive("withdraw", amount);
        if (amount > state) {
            throw new InsufficientFundsException(context().id().key(), amount, state);
        }
        state -= amount;
        return state;
    }

    public long balance() {
        return state;
    }

    private void checkPositive(String operation, long amount) {
        if (amount <= 0) {
            throw new IllegalArgumentException("Amount to %s at account '%s': %d (expected: more than 0)."
                    .formatted(operation, context().id().key(), amount));
        }
    }
}
