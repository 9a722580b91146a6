package io.perdure.entities.internal;

import io.perdure.failures.FailureDetails;

/** What users' code threw, made fit for the journal. */
public final class Failures {

    private static final int MAX_MESSAGE = 4_000;

    private Failures() {}

    /** Never throws itself, though {@code getMessage} is the user's code. */
    public static FailureDetails describe(Throwable failure) {
        try {
            return shortened(FailureDetails.of(failure));
        } catch (RuntimeException | StackOverflowError e) {
            return FailureDetails.of(
                    failure.getClass().getName(),
                    "(the exception cannot be described: %s)"
                            .formatted(e.getClass().getName()),
                    false);
        }
    }

    private static FailureDetails shortened(FailureDetails details) {
        String message = details.errorMessage();
        FailureDetails inner = details.innerFailure();
        return new FailureDetails(
                details.errorType(),
                message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "… (cut)",
                details.stackTrace(),
                inner == null ? null : shortened(inner),
                details.nonRetriable(),
                details.properties());
    }

    public static FailureDetails withoutStack(FailureDetails details) {
        FailureDetails inner = details.innerFailure();
        return new FailureDetails(
                details.errorType(),
                details.errorMessage(),
                "",
                inner == null ? null : withoutStack(inner),
                details.nonRetriable(),
                details.properties());
    }

    /**
     * Whether a throwable says that this JVM is in trouble rather than that the operation is wrong. A stack overflow is
     * the operation's: to abandon the batch for it would offer the same recursion again for ever (E-65, E-67).
     */
    public static boolean isFatal(Throwable failure) {
        return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    }
}
