package io.perdure.benchmarks;

import java.time.Duration;

/** What a load generator sends and what it does with the answers. Used by one thread. */
interface Traffic {
    int DONE = -1;

    /** The number of the next request, or {@link #DONE} when the asking client has no more to do. */
    int next();

    /** The bytes of a request. */
    byte[] request(int number);

    /** How long the answer may take before the request counts as lost. */
    default Duration patience(int number) {
        return Duration.ofSeconds(10);
    }

    void answered(int number, long sentAt, HttpAnswer answer);

    /** The connection broke, or no answer came in time: the request may or may not have been served. */
    void lost(int number, String reason);
}
