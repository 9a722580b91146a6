package io.perdure.kernel.store;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import slick.util.AsyncExecutor;

/**
 * Ends Slick's threads without interrupting one at work. Slick can only interrupt, and an interrupt in the middle of an
 * H2 operation closes the database file under everybody else. So all its threads are first gathered at a barrier.
 */
final class QuietEnd {
    private static final int PATIENCE_SECONDS = 10;

    private QuietEnd() {}

    /** Blocks until what is under way has ended; what waits in the queue is dropped: its askers are gone. */
    static void of(AsyncExecutor executor, int threads) {
        CyclicBarrier allIdle = new CyclicBarrier(threads + 1);
        try {
            for (int i = 0; i < threads; i++) {
                executor.executionContext().execute(() -> await(allIdle));
            }
            await(allIdle);
        } catch (RejectedExecutionException e) {
            // Ended already.
        } finally {
            executor.close();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            // One thread hangs in the database: end without it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
