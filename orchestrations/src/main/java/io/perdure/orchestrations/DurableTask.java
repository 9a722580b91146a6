package io.perdure.orchestrations;

import io.perdure.orchestrations.internal.Tasks;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that an orchestration waits for: an activity, a timer, an event, a child, an entity's answer, a lock, or a
 * combination. To be used on the orchestrator's thread alone; any other gets {@link IllegalStateException}.
 *
 * <p>Functions given to the {@code then…} methods run in the orchestrator when the source completes, on replay too, and so
 * must be deterministic. They may start tasks, and must not {@link #await} (O-85, O-88).
 *
 * @param <T> the value
 */
public interface DurableTask<T extends @Nullable Object> {

    /**
     * Parks the orchestrator until the task is done, and gives its value; again and again the same one.
     *
     * @throws TaskFailedException when it failed; {@link TaskCanceledException} when it was given up
     * @throws io.perdure.entities.EntityOperationFailedException when it is a call of an entity, which failed
     * @throws CompositeTaskFailedException when it is {@link #allOf} and some of them failed
     * @throws java.util.concurrent.CancellationException when it was {@link #cancel cancelled}
     */
    T await();

    boolean isDone();

    /** Whether it was cancelled, by {@link #cancel} or by a time-out. */
    boolean isCancelled();

    /**
     * Gives up waiting: a timer never fires, an event wait takes no event. What an activity, a child or an entity does goes
     * on, and its result is dropped. No effect on a task that is done (O-67, O-79).
     *
     * @return whether it had an effect
     */
    boolean cancel();

    <R extends @Nullable Object> DurableTask<R> thenApply(Function<? super T, ? extends R> function);

    DurableTask<@Nullable Void> thenAccept(Consumer<? super T> action);

    <R extends @Nullable Object> DurableTask<R> thenCompose(Function<? super T, ? extends DurableTask<R>> function);

    /** Replaces a failure by a value. The function gets what {@link #await} would throw. */
    DurableTask<T> exceptionally(Function<? super RuntimeException, ? extends T> function);

    /**
     * Done when all are, also after a failure; the values in the order of the list. Fails with {@link
     * CompositeTaskFailedException} when some failed (O-86).
     */
    static <T extends @Nullable Object> DurableTask<List<T>> allOf(List<? extends DurableTask<? extends T>> tasks) {
        return Tasks.allOf(tasks);
    }

    static DurableTask<List<@Nullable Object>> allOf(DurableTask<?>... tasks) {
        return Tasks.allOf(List.of(tasks));
    }

    /**
     * Done as soon as one is, failed ones included; the value is that task. The others go on (O-87).
     *
     * @throws IllegalArgumentException when the list is empty
     */
    static DurableTask<DurableTask<?>> anyOf(List<? extends DurableTask<?>> tasks) {
        return Tasks.anyOf(tasks);
    }

    static DurableTask<DurableTask<?>> anyOf(DurableTask<?>... tasks) {
        return Tasks.anyOf(List.of(tasks));
    }
}
