package io.perdure.orchestrations;

import io.perdure.failures.PerdureException;
import java.util.List;

/** Some of the tasks of {@link DurableTask#allOf} failed (O-86). */
public final class CompositeTaskFailedException extends PerdureException {
    private final int total;
    private final transient List<RuntimeException> exceptions;

    public CompositeTaskFailedException(int total, List<RuntimeException> exceptions) {
        super(
                "%d of %d tasks failed; the first: %s"
                        .formatted(exceptions.size(), total, exceptions.get(0).getMessage()),
                exceptions.get(0));
        this.total = total;
        this.exceptions = List.copyOf(exceptions);
    }

    public int total() {
        return total;
    }

    /** Of the tasks that failed, in the order of the list. */
    public List<RuntimeException> exceptions() {
        return exceptions;
    }
}
