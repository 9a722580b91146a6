package io.perdure.gateway;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The one place that chains futures. Stages that come from Scala start a thread for each {@code thenApply} on machines
 * with one or two processors; naming the executor avoids it, and what is chained here is short enough for any thread.
 */
final class Stages {
    private static final Executor SAME_THREAD = Runnable::run;

    private Stages() {}

    static <A> CompletableFuture<A> done(A value) {
        return CompletableFuture.completedFuture(value);
    }

    /** What {@code next} makes of the value; fails with what the stage, or {@code next}, failed with. */
    static <A, B> CompletableFuture<B> map(CompletionStage<A> stage, Function<? super A, ? extends B> next) {
        var result = new CompletableFuture<B>();
        stage.whenCompleteAsync(
                (value, failure) -> {
                    if (failure != null) {
                        result.completeExceptionally(failure);
                        return;
                    }
                    try {
                        result.complete(next.apply(value));
                    } catch (RuntimeException | StackOverflowError refused) {
                        result.completeExceptionally(refused);
                    }
                },
                SAME_THREAD);
        return result;
    }

    /** As {@link #map}, for a {@code next} that is a future itself. */
    static <A, B> CompletableFuture<B> then(
            CompletionStage<A> stage, Function<? super A, ? extends CompletionStage<B>> next) {
        var result = new CompletableFuture<B>();
        stage.whenCompleteAsync(
                (value, failure) -> {
                    if (failure != null) {
                        result.completeExceptionally(failure);
                        return;
                    }
                    try {
                        forward(next.apply(value), result);
                    } catch (RuntimeException | StackOverflowError refused) {
                        result.completeExceptionally(refused);
                    }
                },
                SAME_THREAD);
        return result;
    }

    /** The stage's value, or what {@code handler} makes of its failure. */
    static <A> CompletableFuture<A> recover(CompletionStage<A> stage, Function<Throwable, A> handler) {
        var result = new CompletableFuture<A>();
        stage.whenCompleteAsync(
                (value, failure) -> {
                    try {
                        result.complete(failure == null ? value : handler.apply(cause(failure)));
                    } catch (RuntimeException unhandled) {
                        result.completeExceptionally(unhandled);
                    }
                },
                SAME_THREAD);
        return result;
    }

    /** As {@link #recover}, for a {@code handler} that may have to ask somebody, or to leave the failure as it is. */
    static <A> CompletableFuture<A> recoverWith(
            CompletionStage<A> stage, Function<Throwable, CompletionStage<A>> handler) {
        var result = new CompletableFuture<A>();
        stage.whenCompleteAsync(
                (value, failure) -> {
                    if (failure == null) {
                        result.complete(value);
                        return;
                    }
                    try {
                        forward(handler.apply(cause(failure)), result);
                    } catch (RuntimeException unhandled) {
                        result.completeExceptionally(unhandled);
                    }
                },
                SAME_THREAD);
        return result;
    }

    /**
     * Takes steps, one after the other, until a value is the last. However many there are, neither the stack grows nor a
     * chain of futures that wait for each other.
     */
    static <A> CompletableFuture<A> repeat(
            CompletionStage<A> first, Function<A, ? extends CompletionStage<A>> step, Predicate<A> isLast) {
        var end = new CompletableFuture<A>();
        repeat(first.toCompletableFuture(), step, isLast, end);
        return end;
    }

    private static <A> void repeat(
            CompletableFuture<A> from,
            Function<A, ? extends CompletionStage<A>> step,
            Predicate<A> isLast,
            CompletableFuture<A> end) {
        try {
            CompletableFuture<A> next = from;
            while (next.isDone()) {
                A value = next.join();
                if (isLast.test(value)) {
                    end.complete(value);
                    return;
                }
                next = step.apply(value).toCompletableFuture();
            }
            CompletableFuture<A> later = next;
            var unused = later.whenCompleteAsync((value, failure) -> repeat(later, step, isLast, end), SAME_THREAD);
        } catch (RuntimeException | StackOverflowError failure) {
            end.completeExceptionally(cause(failure));
        }
    }

    /** What is thrown fails the future, like everything else. */
    static <A> CompletionStage<A> attempt(Supplier<CompletionStage<A>> request) {
        try {
            return request.get();
        } catch (RuntimeException | StackOverflowError refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** The failure behind the wrappers that futures put around it. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static <B> void forward(CompletionStage<B> from, CompletableFuture<B> to) {
        from.whenCompleteAsync(
                (value, failure) -> {
                    if (failure != null) {
                        to.completeExceptionally(failure);
                    } else {
                        to.complete(value);
                    }
                },
                SAME_THREAD);
    }
}
