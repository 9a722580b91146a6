package io.perdure.orchestrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Halts an orchestrator in the midst of a step, so that a test may send what is to come together in the next. */
final class StepInHand {
    private final CountDownLatch halted = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** For the orchestrator; halts once. */
    void halt() throws InterruptedException {
        halted.countDown();
        assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
    }

    void awaitHalted() throws InterruptedException {
        assertThat(halted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    void goOn() {
        goOn.countDown();
    }
}
