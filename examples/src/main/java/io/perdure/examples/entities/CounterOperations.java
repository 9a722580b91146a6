package io.perdure.examples.entities;

import java.util.concurrent.CompletionStage;

/**
 * Typed use of {@link Counter}: {@code client.entity(CounterOperations.class, "visits").add(1)}. A {@code void} method
 * signals, one that returns a {@code CompletionStage} calls. The name without {@code Operations} is the entity's.
 */
public interface CounterOperations {
    CompletionStage<Integer> add(int amount);

    CompletionStage<Integer> get();

    void reset();
}
