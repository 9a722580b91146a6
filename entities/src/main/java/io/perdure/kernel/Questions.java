package io.perdure.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Questions that wait for the state to be read, or for the commit of a step that the live side has been through. Not thread-safe.
 *
 * @param <R> where a client's answer goes
 */
final class Questions<R> {
    private record Ask<R>(Message question, R replyTo) {}

    private final List<Ask<R>> waiting = new ArrayList<>();

    void add(Message question, R replyTo) {
        waiting.add(new Ask<>(question, replyTo));
    }

    /** Hands all of them over. */
    void drain(BiConsumer<Message, R> to) {
        if (waiting.isEmpty()) {
            return;
        }
        var all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(ask -> to.accept(ask.question(), ask.replyTo()));
    }
}
