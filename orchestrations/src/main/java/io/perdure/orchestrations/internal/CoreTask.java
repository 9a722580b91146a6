package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.DurableTask;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A task, of any kind. Completed by events, in their order, on the orchestrator's thread, the only one that may use it.
 *
 * @param <T> the value
 */
class CoreTask<T extends @Nullable Object> implements DurableTask<T> {

    private enum State {
        PENDING,
        SUCCEEDED,
        FAILED,
        CANCELED
    }

    final Execution execution;
    private final Runnable onCancel;
    private State state = State.PENDING;
    private @Nullable T value;
    private @Nullable RuntimeException failure;
    private boolean seen;
    private List<Runnable> followers = List.of();

    /** @param onCancel lets go of what would complete it */
    CoreTask(Execution execution, Runnable onCancel) {
        this.execution = execution;
        this.onCancel = onCancel;
    }

    CoreTask(Execution execution) {
        this(execution, () -> {});
    }

    void complete(@Nullable T result) {
        end(State.SUCCEEDED, result, null);
    }

    void fail(RuntimeException why) {
        end(State.FAILED, null, why);
    }

    /** Cancelled by the runtime, with an exception of its own for who awaits it. */
    void cancelWith(RuntimeException why) {
        end(State.CANCELED, null, why);
    }

    private void end(State how, @Nullable T result, @Nullable RuntimeException why) {
        if (state != State.PENDING) {
            return; // a duplicate, an answer to what was given up, or the loser of a race
        }
        state = how;
        value = result;
        failure = why;
        var all = followers;
        followers = List.of();
        all.forEach(Runnable::run);
    }

    /**
     * The code gets to know that the task has ended, and may do something else because of it. Whatever tells it must come by
     * here: a rewind relies on the code going the same way up to this point (O-138).
     */
    void look() {
        if (failure != null && !seen) {
            seen = true;
            execution.seen(failure);
        }
    }

    /** Runs the action when the task is done: now, if it is. */
    void whenDone(Runnable action) {
        if (state != State.PENDING) {
            action.run();
            return;
        }
        if (followers.isEmpty()) {
            followers = new ArrayList<>(2);
        }
        followers.add(action);
    }

    @Override
    public T await() {
        execution.await(this);
        return result();
    }

    /** Of a task that is done. */
    @SuppressWarnings("NullAway") // T says whether there may be none
    T result() {
        RuntimeException why = why();
        if (why != null) {
            throw why;
        }
        return value;
    }

    /** What awaiting it throws; null when it succeeded. */
    @Nullable
    RuntimeException why() {
        look();
        return peek();
    }

    /** As above, while the code gets to know nothing: a failure that only passes through has not changed what it does. */
    @Nullable
    RuntimeException peek() {
        if (failure != null) {
            return failure;
        }
        return state == State.CANCELED ? new CancellationException("The task was cancelled.") : null;
    }

    @Override
    public boolean isDone() {
        look();
        return state != State.PENDING;
    }

    @Override
    public boolean isCancelled() {
        look();
        return state == State.CANCELED;
    }

    @Override
    public boolean cancel() {
        execution.checkUse("cancel");
        if (isDone()) {
            return false;
        }
        onCancel.run();
        end(State.CANCELED, null, null);
        return true;
    }

    @Override
    public <R extends @Nullable Object> DurableTask<R> thenApply(Function<? super T, ? extends R> function) {
        var next = new CoreTask<R>(execution);
        follow(next, () -> next.complete(function.apply(result())));
        return next;
    }

    @Override
    @SuppressWarnings("NullAway") // a task without a value
    public DurableTask<@Nullable Void> thenAccept(Consumer<? super T> action) {
        return thenApply(result -> {
            action.accept(result);
            return null;
        });
    }

    @Override
    public <R extends @Nullable Object> DurableTask<R> thenCompose(
            Function<? super T, ? extends DurableTask<R>> function) {
        var next = new CoreTask<R>(execution);
        follow(next, () -> {
            var inner = (CoreTask<R>) function.apply(result());
            inner.whenDone(() -> inner.passTo(next));
        });
        return next;
    }

    @Override
    public DurableTask<T> exceptionally(Function<? super RuntimeException, ? extends T> function) {
        var next = new CoreTask<T>(execution);
        whenDone(() -> execution.callback(() -> {
            RuntimeException why = why();
            try {
                next.complete(why == null ? result() : function.apply(why));
            } catch (RuntimeException e) {
                next.fail(e);
            }
        }));
        return next;
    }

    /** Runs the user's function after success; a failure passes through (O-88). */
    private <R extends @Nullable Object> void follow(CoreTask<R> next, Runnable then) {
        execution.checkUse("combine tasks");
        whenDone(() -> {
            if (peek() != null) {
                passFailureTo(next);
                return;
            }
            execution.callback(() -> {
                try {
                    then.run();
                } catch (RuntimeException e) {
                    next.fail(e);
                }
            });
        });
    }

    /** Ends another task as this one has ended. */
    void passTo(CoreTask<T> next) {
        if (peek() == null) {
            next.complete(result());
        } else {
            passFailureTo(next);
        }
    }

    private void passFailureTo(CoreTask<?> next) {
        RuntimeException why = peek();
        if (why != null && state == State.CANCELED) {
            next.cancelWith(why);
        } else if (why != null) {
            next.fail(why);
        }
    }
}
