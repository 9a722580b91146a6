package io.perdure.kernel;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Questions that wait for a committed state from which they can be answered. Each is forgotten, unanswered, when its
 * client has given up or asked again. Not thread-safe.
 *
 * @param <R> where a client's answer goes
 */
final class Awaits<R> {

    /** @param until epoch milliseconds after which nobody waits any more; 0 for one that wants an answer at once */
    record Await<R>(Message question, R replyTo, long until) {}

    private final ArrayDeque<Await<R>> waiting = new ArrayDeque<>();

    void add(Await<R> await, long now) {
        // Clients mostly wait for the same time, so that those who have given up stand first.
        while (!waiting.isEmpty() && isOver(waiting.peekFirst(), now)) {
            waiting.removeFirst();
        }
        waiting.addLast(await);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Leaves out those that {@code answered} takes care of, and those that nobody waits for. */
    void examine(Predicate<Await<R>> answered, long now) {
        if (!waiting.isEmpty()) {
            waiting.removeIf(one -> answered.test(one) || isOver(one, now));
        }
    }

    private static boolean isOver(Await<?> one, long now) {
        return one.until() != 0 && one.until() < now;
    }

    /** Hands all of them over. */
    List<Await<R>> drain() {
        var all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
