package io.perdure.orchestrations;

/** Something that is not allowed in a critical section, or while one is being entered (E-81 … E-87). */
public final class LockingRulesViolationException extends IllegalStateException {
    public LockingRulesViolationException(String message) {
        super(message);
    }
}
