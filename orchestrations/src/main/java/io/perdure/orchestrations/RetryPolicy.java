package io.perdure.orchestrations;

import io.perdure.failures.FailureDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When and how often a failed activity or child is tried again. Immutable; the delay before retry n is {@code firstDelay ×
 * backoff^(n-1)}, at most {@code maxDelay} (O-41).
 *
 * @param attempts in all, the first included (O-40)
 * @param firstDelay before the first retry
 * @param backoff factor from one delay to the next, 1 or more
 * @param maxDelay null for no limit; zero means the same
 * @param timeout no retry later than this after the first attempt began (O-45); null for no limit; zero means the same
 * @param notOn types of failures that are not retried, by simple or full class name
 */
public record RetryPolicy(
        int attempts,
        Duration firstDelay,
        double backoff,
        @Nullable Duration maxDelay,
        @Nullable Duration timeout,
        Set<String> notOn) {

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

    /** @throws IllegalArgumentException when a value is out of its range (O-44) */
    public RetryPolicy {
        maxDelay = maxDelay != null && maxDelay.isZero() ? null : maxDelay;
        timeout = timeout != null && timeout.isZero() ? null : timeout;
        check(attempts >= 1, "attempts", attempts, "1 or more");
        check(firstDelay.compareTo(Duration.ZERO) > 0, "first delay", firstDelay, "more than zero");
        check(backoff >= 1 && Double.isFinite(backoff), "backoff", backoff, "1.0 or more, finite");
        check(
                maxDelay == null || maxDelay.compareTo(firstDelay) >= 0,
                "maximum delay",
                maxDelay,
                "at least the first delay, " + firstDelay);
        check(
                timeout == null || timeout.compareTo(firstDelay) >= 0,
                "timeout",
                timeout,
                "at least the first delay, " + firstDelay);
        notOn = Set.copyOf(new TreeSet<>(notOn));
    }

    private static void check(boolean right, String what, @Nullable Object value, String expected) {
        if (!right) {
            throw new IllegalArgumentException("Retry %s: %s (expected: %s).".formatted(what, value, expected));
        }
    }

    /** That many attempts, a second apart. */
    public static RetryPolicy attempts(int attempts) {
        return new RetryPolicy(attempts, FIRST_DELAY, 1.0, null, null, Set.of());
    }

    public RetryPolicy firstDelay(Duration delay) {
        return new RetryPolicy(attempts, delay, backoff, maxDelay, timeout, notOn);
    }

    public RetryPolicy backoff(double factor) {
        return new RetryPolicy(attempts, firstDelay, factor, maxDelay, timeout, notOn);
    }

    public RetryPolicy maxDelay(Duration delay) {
        return new RetryPolicy(attempts, firstDelay, backoff, delay, timeout, notOn);
    }

    public RetryPolicy timeout(Duration newTimeout) {
        return new RetryPolicy(attempts, firstDelay, backoff, maxDelay, newTimeout, notOn);
    }

    public RetryPolicy notOn(String... types) {
        return new RetryPolicy(attempts, firstDelay, backoff, maxDelay, timeout, Set.of(types));
    }

    /** Before retry n, from 1: computed in floating point, without an overflow (O-41). */
    public Duration delayBefore(int retry) {
        double millis = firstDelay.toMillis() * Math.pow(backoff, retry - 1);
        double most = maxDelay == null ? Long.MAX_VALUE : maxDelay.toMillis();
        return Duration.ofMillis((long) Math.min(millis, most));
    }

    /** Whether one more attempt is due after {@code failed} attempts (O-40, O-45, O-46). */
    public boolean allows(int failed, FailureDetails last, Instant firstAttemptAt, Instant now) {
        return failed < attempts
                && !last.nonRetriable()
                && !isExcluded(last.errorType())
                && (timeout == null || now.isBefore(firstAttemptAt.plus(timeout)));
    }

    private boolean isExcluded(String errorType) {
        return notOn.contains(errorType)
                || notOn.contains(
                        errorType.substring(Math.max(errorType.lastIndexOf('.'), errorType.lastIndexOf('$')) + 1));
    }
}
