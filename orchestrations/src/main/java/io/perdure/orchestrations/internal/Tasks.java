package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.CompositeTaskFailedException;
import io.perdure.orchestrations.DurableTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Combinations of tasks (O-86, O-87). */
public final class Tasks {
    private Tasks() {}

    public static <T extends @Nullable Object> DurableTask<List<T>> allOf(
            List<? extends DurableTask<? extends T>> tasks) {
        List<CoreTask<? extends T>> all = cores(tasks);
        var execution = all.isEmpty() ? Execution.current() : all.get(0).execution;
        execution.checkUse("combine tasks");
        var result = new CoreTask<List<T>>(execution);
        int[] left = {all.size()};
        Runnable one = () -> {
            if (--left[0] == 0) {
                gather(all, result);
            }
        };
        if (all.isEmpty()) {
            result.complete(List.of());
        }
        all.forEach(task -> task.whenDone(one));
        return result;
    }

    private static <T extends @Nullable Object> void gather(List<CoreTask<? extends T>> all, CoreTask<List<T>> result) {
        var failures = new ArrayList<RuntimeException>();
        var values = new ArrayList<T>(all.size());
        for (CoreTask<? extends T> task : all) {
            RuntimeException why = task.peek(); // the code gets to know of it by the result
            if (why != null) {
                failures.add(why);
            } else {
                values.add(task.result());
            }
        }
        if (failures.isEmpty()) {
            result.complete(values);
        } else {
            result.fail(new CompositeTaskFailedException(all.size(), failures));
        }
    }

    public static DurableTask<DurableTask<?>> anyOf(List<? extends DurableTask<?>> tasks) {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("anyOf of no tasks (expected: at least one).");
        }
        List<CoreTask<?>> all = cores(tasks);
        var execution = all.get(0).execution;
        execution.checkUse("combine tasks");
        var first = new CoreTask<DurableTask<?>>(execution);
        for (CoreTask<?> task : all) {
            task.whenDone(() -> {
                task.look(); // that it has ended is what the code goes on with
                first.complete(task); // of those done already the first in the list wins
            });
        }
        return first;
    }

    @SuppressWarnings("unchecked") // there is no other implementation
    private static <C extends DurableTask<?>> List<C> cores(List<? extends DurableTask<?>> tasks) {
        tasks.forEach(task -> Objects.requireNonNull(task, "A task in the list is null (expected: tasks)."));
        return List.copyOf((List<C>) tasks);
    }
}
