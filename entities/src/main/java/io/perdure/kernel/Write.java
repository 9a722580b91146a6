package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;
import org.jspecify.annotations.Nullable;

/**
 * A step on its way to the journal.
 *
 * @param after what the instance is after it; computed once, and for the journal's side to go on from
 * @param row what the index must have together with the event, in the same transaction; null when it has time
 */
record Write<S, D>(
        StepEvent<D> event, DurableState<S> after, @Nullable InstanceRow row) {}
