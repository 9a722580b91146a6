package io.perdure.kernel;

/** Where a {@link StepLoop} is. */
enum Phase {
    /** The journal is being read, or waits to be read again. */
    LOADING,
    READY,
    /** The logic works on a batch. */
    STEPPING,
    /** The step's event is on its way to the journal, with the index row that it makes necessary. */
    COMMITTING,
    ERASING
}
