package io.perdure.benchmarks;

import java.time.Duration;

/**
 * One run of load in a closed loop: each client sends its next request when it has the answer to its last.
 *
 * @param keys how many entities the adds are spread over, evenly and at random; 1 for a hot key
 * @param rampMillis load before the clock starts, so that start-up does not count
 * @param measureMillis load under the clock; 0 for a mere warm-up
 */
record Load(Operation operation, int clients, int keys, long rampMillis, long measureMillis) {

    /** How an add is sent. */
    enum Operation {
        /** Answered with the new sum. */
        CALL,
        /** Answered once it is durable; applied some time later. */
        SIGNAL
    }

    static Load warmUp(Duration time) {
        return new Load(Operation.CALL, 32, Workload.KEYS, time.toMillis(), 0);
    }

    long totalMillis() {
        return rampMillis + measureMillis;
    }
}
