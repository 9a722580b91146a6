package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for orchestrators that neither wait for a task nor end: they sleep, block or compute, and nothing can resume them.
 * Reports each with its stack, and fails it in the end (O-26). Thread-safe.
 */
final class StuckWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StuckWatch.class);
    private static final int FRAMES = 30;

    private final Duration reportAfter;
    private final Duration failAfter;
    private final Map<OrchestratorThread, Boolean> running = new ConcurrentHashMap<>();
    private final AtomicLong reports = new AtomicLong();
    private final ScheduledExecutorService clock;

    /** @param failAfter zero for never */
    StuckWatch(Duration reportAfter, Duration failAfter) {
        this.reportAfter = reportAfter;
        this.failAfter = failAfter;
        clock = Executors.newSingleThreadScheduledExecutor(Threads.daemons("perdure-stuck-watch-"));
        long millis = Math.max(50, Math.min(1_000, reportAfter.toMillis() / 4));
        var unused = clock.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    void begins(OrchestratorThread thread) {
        running.put(thread, false);
    }

    void ends(OrchestratorThread thread) {
        running.remove(thread);
    }

    /** How many have been reported so far. */
    long reports() {
        return reports.get();
    }

    private void look() {
        long now = System.nanoTime();
        running.forEach((thread, reported) -> {
            long nanos = thread.runningNanos(now);
            if (!reported && nanos > reportAfter.toNanos()) {
                running.replace(thread, true);
                reports.incrementAndGet();
                LOG.warn(
                        "{} has run for {} without waiting for a task of its context. It must not sleep, block, or compute for long (perdure.orchestrations.stuck-after). It is at\n{}",
                        thread.who(),
                        Duration.ofNanos(nanos),
                        stack(thread));
            }
            if (!failAfter.isZero() && nanos > failAfter.toNanos()) {
                fail(thread);
            }
        });
    }

    private void fail(OrchestratorThread thread) {
        String stack = stack(thread);
        Turn turn = thread.seize();
        if (turn != null) {
            var why = new FailureDetails(
                    "OrchestratorStuck",
                    "%s did not wait for a task of its context within %s (perdure.orchestrations.fail-stuck-after): it sleeps, blocks, or computes."
                            .formatted(thread.who(), failAfter),
                    stack,
                    null,
                    true,
                    Map.of());
            turn.done().accept(new Turn.Result(new Turn.Failed(why)));
        }
    }

    private static String stack(OrchestratorThread thread) {
        return Stream.of(thread.stack())
                .limit(FRAMES)
                .map(frame -> "\tat " + frame)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
