package io.perdure.entities.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Small steps on futures of our own; never on an executor of the JVM's choice. */
final class Futures {

    private Futures() {}

    /** What a step on a result may throw. */
    interface Step<A, B> {
        @Nullable
        B apply(A value) throws Exception;
    }

    /** What is wrong with a request fails its future, like everything else. */
    static <T> CompletableFuture<T> checked(Supplier<CompletableFuture<T>> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** As thenApply, but failures arrive as they are, not inside a {@link CompletionException}. */
    static <A, B> CompletableFuture<B> map(CompletableFuture<A> from, Step<? super A, ? extends B> step) {
        var to = new CompletableFuture<B>();
        var unused = from.whenComplete((value, failure) -> {
            if (failure != null) {
                to.completeExceptionally(unwrapped(failure));
                return;
            }
            try {
                to.complete(step.apply(value));
            } catch (Exception | Error e) {
                to.completeExceptionally(e);
            }
        });
        return to;
    }

    static <A, B> CompletableFuture<B> then(CompletableFuture<A> from, Function<? super A, CompletableFuture<B>> next) {
        return map(from.thenCompose(next), Function.<B>identity()::apply);
    }

    /** Asks for each item, {@code width} of them at the same time; answers in the order of the items. */
    static <A, B> CompletableFuture<List<B>> each(
            List<A> items, int width, Function<? super A, CompletableFuture<B>> ask) {
        var answers = new ArrayList<B>(items.size());
        return then(eachFrom(0, items, width, ask, answers), done -> CompletableFuture.completedFuture(answers));
    }

    private static <A, B> CompletableFuture<@Nullable Void> eachFrom(
            int from, List<A> items, int width, Function<? super A, CompletableFuture<B>> ask, List<B> answers) {
        if (from >= items.size()) {
            return CompletableFuture.completedFuture(null);
        }
        int to = Math.min(items.size(), from + width);
        List<CompletableFuture<B>> asked = new ArrayList<>();
        items.subList(from, to).forEach(item -> asked.add(ask.apply(item)));
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).thenCompose(all -> {
            asked.forEach(answer -> answers.add(answer.join()));
            return eachFrom(to, items, width, ask, answers);
        });
    }

    static Throwable unwrapped(Throwable failure) {
        boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapper && failure.getCause() != null ? unwrapped(failure.getCause()) : failure;
    }
}
