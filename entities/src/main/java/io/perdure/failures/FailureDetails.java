package io.perdure.failures;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure as plain data, the same shape wherever one is reported (E-96, O-144): it crosses nodes, journals and HTTP,
 * while exception objects never do.
 *
 * @param errorType fully qualified class name of the exception
 * @param errorMessage its message; empty when it had none
 * @param stackTrace its stack as text, possibly cut
 * @param innerFailure its cause in the same shape, at most {@value #MAX_DEPTH} levels, cycles cut
 * @param nonRetriable whether trying again cannot help
 * @param properties further facts, empty when there are none
 */
public record FailureDetails(
        String errorType,
        String errorMessage,
        String stackTrace,
        @Nullable FailureDetails innerFailure,
        boolean nonRetriable,
        Map<String, Object> properties) {

    static final int MAX_DEPTH = 10;
    private static final int MAX_STACK_CHARS = 8_000;

    public FailureDetails {
        properties = properties == null ? Map.of() : Map.copyOf(properties);
    }

    /** A failure that no exception caused: the runtime refused. */
    public static FailureDetails of(String errorType, String errorMessage, boolean nonRetriable) {
        return new FailureDetails(errorType, errorMessage, "", null, nonRetriable, Map.of());
    }

    /** Describes a throwable and its causes. */
    public static FailureDetails of(Throwable failure) {
        return of(failure, 1);
    }

    private static FailureDetails of(Throwable failure, int depth) {
        String message = failure.getMessage();
        return new FailureDetails(
                failure.getClass().getName(),
                message == null ? "" : message,
                depth == 1 ? stackOf(failure) : "",
                depth >= MAX_DEPTH ? null : inner(failure, depth + 1),
                failure instanceof NonRetriable,
                Map.of());
    }

    private static @Nullable FailureDetails inner(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        if (cause != null) {
            return cause == failure ? null : of(cause, depth);
        }
        return failure instanceof PerdureException known ? cut(known.origin(), depth) : null;
    }

    /** A chain of children would else grow by a level with each of them. */
    private static @Nullable FailureDetails cut(@Nullable FailureDetails details, int depth) {
        if (details == null || details.innerFailure == null) {
            return details;
        }
        return new FailureDetails(
                details.errorType,
                details.errorMessage,
                details.stackTrace,
                depth >= MAX_DEPTH ? null : cut(details.innerFailure, depth + 1),
                details.nonRetriable,
                details.properties);
    }

    private static String stackOf(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.getBuffer().length() <= MAX_STACK_CHARS
                ? text.toString()
                : text.getBuffer().substring(0, MAX_STACK_CHARS) + "\n\t... cut";
    }

    /** {@code type: message}, as statuses and logs show it. */
    public String summary() {
        return errorMessage.isEmpty() ? errorType : errorType + ": " + errorMessage;
    }
}
