package io.perdure.benchmarks;

/** What becomes of requests, by their numbers. Thread-safe. */
interface Tally {
    /** For requests that change nothing. */
    Tally NONE = new Tally() {
        @Override
        public void acknowledge(int number) {}

        @Override
        public void doubt(int number) {}
    };

    /** A good answer: its effect must be there, once. */
    void acknowledge(int number);

    /** No good answer: its effect may be there, once, or not. */
    void doubt(int number);
}
