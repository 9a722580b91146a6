package io.perdure.orchestrations.internal;

import org.jspecify.annotations.Nullable;

/** A task that stands for one action. */
final class ActionTask<T extends @Nullable Object> extends CoreTask<T> {
    private int actionId = -1;

    ActionTask(Execution execution) {
        super(execution);
    }

    ActionTask(Execution execution, Runnable onCancel) {
        super(execution, onCancel);
    }

    int actionId() {
        return actionId;
    }

    ActionTask<T> as(int id) {
        actionId = id;
        return this;
    }
}
