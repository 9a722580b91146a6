package io.perdure.kernel;

/** Where a {@link StepLoop} is. */
enum Phase {
    /** The journal is being read, or waits to be read again. */
    LOADING,
    READY,
    /** The logic works on a batch. */
    STEPPING,
    /** The index learns that the step leaves something to be done, before the journal has it. */
    ANNOUNCING,
    /** The step's event is on its way to the journal. */
    COMMITTING,
    /** Committed, by this owner or a former one; the index must know before anyone is answered. */
    INDEXING,
    ERASING
}
