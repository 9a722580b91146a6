package io.perdure.entities.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Small steps on futures of our own; never on an executor of the JVM's choice. */
public final class Futures {

    private Futures() {}

    /** What a step on a result may throw. */
    public interface Step<A, B> {
        @Nullable
        B apply(A value) throws Exception;
    }

    /** What is wrong with a request fails its future, like everything else. */
    public static <T> CompletableFuture<T> checked(Supplier<CompletableFuture<T>> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** As thenApply, but failures arrive as they are, not inside a {@link CompletionException}. */
    public static <A, B> CompletableFuture<B> map(CompletableFuture<A> from, Step<? super A, ? extends B> step) {
        return map(from, step, UnaryOperator.identity());
    }

    /** As above, with the failure of the first put into other words. */
    static <A, B> CompletableFuture<B> map(
            CompletableFuture<A> from, Step<? super A, ? extends B> step, UnaryOperator<Throwable> words) {
        var to = new CompletableFuture<B>();
        var unused = from.whenComplete((value, failure) -> {
            if (failure != null) {
                to.completeExceptionally(words.apply(unwrapped(failure)));
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

    public static <A, B> CompletableFuture<B> then(
            CompletableFuture<A> from, Function<? super A, CompletableFuture<B>> next) {
        return map(from.thenCompose(next), Function.<B>identity()::apply);
    }

    /** Asks for each item, {@code width} of them at the same time; answers in the order of the items. */
    public static <A, B> CompletableFuture<List<B>> each(
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

    /**
     * Takes steps, one after the other, until a state is the last. However many there are, neither the stack grows nor a
     * chain of futures that wait for each other.
     */
    public static <S> CompletableFuture<S> repeat(
            S first, Function<? super S, CompletableFuture<S>> step, Predicate<? super S> isLast) {
        var end = new CompletableFuture<S>();
        repeat(first, step, isLast, end);
        return end;
    }

    private static <S> void repeat(
            S from,
            Function<? super S, CompletableFuture<S>> step,
            Predicate<? super S> isLast,
            CompletableFuture<S> end) {
        try {
            S state = from;
            while (!isLast.test(state)) {
                CompletableFuture<S> next = step.apply(state);
                if (!next.isDone()) {
                    var unused = next.whenComplete((later, failure) -> {
                        if (failure == null) {
                            repeat(later, step, isLast, end);
                        } else {
                            end.completeExceptionally(unwrapped(failure));
                        }
                    });
                    return;
                }
                state = next.join();
            }
            end.complete(state);
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(unwrapped(e));
        }
    }

    public static Throwable unwrapped(Throwable failure) {
        boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapper && failure.getCause() != null ? unwrapped(failure.getCause()) : failure;
    }
}
