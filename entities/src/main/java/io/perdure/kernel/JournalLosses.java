package io.perdure.kernel;

import akka.actor.typed.ChildFailed;
import akka.actor.typed.Terminated;
import akka.pattern.CircuitBreakerOpenException;
import akka.persistence.typed.internal.JournalFailureException;
import io.perdure.kernel.store.NotWrittenException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why journals were lost: what is certain, and what is worth a line in the log. */
final class JournalLosses {
    private static final Logger LOG = LoggerFactory.getLogger(JournalLosses.class);

    /** When the database is in trouble, thousands of instances lose their journals, for one reason. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private static final AtomicLong NEXT_LINE = new AtomicLong(System.nanoTime());
    private static final AtomicLong LEFT_OUT = new AtomicLong();

    private JournalLosses() {}

    /** Whether it was lost by a write of which it is certain that nothing has come, or will come, of it. */
    static boolean wasRefused(Terminated end) {
        var failure = failure(end);
        return failure instanceof JournalFailureException
                && (failure.getCause() instanceof NotWrittenException
                        || failure.getCause() instanceof CircuitBreakerOpenException);
    }

    static void log(Address of, Terminated end) {
        var failure = failure(end);
        if (failure == null) {
            return;
        }
        Throwable reason =
                failure instanceof JournalFailureException && failure.getCause() != null ? failure.getCause() : failure;
        if (!isOfDatabase(reason)) {
            LOG.error("The journal of {} cannot be used; it is read again.", of, reason);
            return;
        }
        LOG.debug("The journal of {} is lost; it is read again.", of, reason);
        long now = System.nanoTime();
        long next = NEXT_LINE.get();
        if (now - next >= 0 && NEXT_LINE.compareAndSet(next, now + PAUSE_NANOS)) {
            LOG.warn(
                    "The journal of {} is lost and read again ({} more since the last such line): {}",
                    of,
                    LEFT_OUT.getAndSet(0),
                    firstLine(reason));
        } else {
            LEFT_OUT.incrementAndGet();
        }
    }

    private static boolean isOfDatabase(Throwable reason) {
        return reason instanceof SQLException
                || reason instanceof NotWrittenException
                || reason instanceof CircuitBreakerOpenException
                || reason instanceof TimeoutException;
    }

    private static String firstLine(Throwable reason) {
        return String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
    }

    private static @Nullable Throwable failure(Terminated end) {
        return end instanceof ChildFailed failed ? failed.getCause() : null;
    }
}
