package io.perdure.benchmarks;

/** What becomes of requests, by their numbers. Thread-safe. */
interface Tally {
    /** A good answer: its effect must be there, once. */
    void acknowledge(int number);

    /** No good answer: its effect may be there, once, or not. */
    void doubt(int number);
}
