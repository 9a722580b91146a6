package io.perdure.kernel;

import java.util.function.Consumer;

/**
 * The behaviour of one kind of durable thing. The kernel asks it what a batch of messages does, journals the answer as
 * one row, and only then lets replies and messages out.
 *
 * @param <S> the logic's durable state: an immutable value that the kernel stores as CBOR
 * @param <D> what one step changes: an immutable value that the kernel stores as CBOR
 */
public interface DurableLogic<S, D> {

    /** The kind of the addresses that it serves. */
    String kind();

    Class<S> stateType();

    Class<D> deltaType();

    /** The state of an instance that never had a step. */
    S initial(Address self);

    /** Pure: also runs at every recovery. Must not decide, send, or read a clock. */
    S apply(S state, D delta);

    Summary summarise(S state);

    /**
     * Answers a question about the last committed state, without a step. Pure; runs on the actor, so it must be short.
     */
    Response read(S state, Message question);

    /** The live side of one loaded instance; closed when the instance leaves memory. */
    Stepper<S, D> open(Address self);

    /** Runs steps, one at a time. */
    interface Stepper<S, D> extends AutoCloseable {

        /**
         * Works on a batch and hands over the outcome exactly once, on any thread, now or later. Must not block the
         * caller and must not throw; what cannot be worked on is {@link Outcome.Refused}.
         */
        void step(Batch<S> batch, Consumer<Outcome<D>> done);

        @Override
        default void close() {}
    }
}
