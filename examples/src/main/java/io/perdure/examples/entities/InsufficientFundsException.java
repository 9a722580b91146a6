package io.perdure.examples.entities;

import io.perdure.failures.NonRetriable;

/** An exception that says what was asked for and what there is; marked, since asking again cannot help. */
public final class InsufficientFundsException extends RuntimeException implements NonRetriable {
    InsufficientFundsException(String account, long amount, long balance) {
        super("Amount to withdraw from account '%s': %d (expected: at most the balance, %d)."
                .formatted(account, amount, balance));
    }
}
