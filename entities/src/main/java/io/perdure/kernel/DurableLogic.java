package io.perdure.kernel;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    /**
     * Whether a question that waits for something ({@link DurableClient#await}) can be answered from this state. Pure.
     */
    default boolean isAnswerable(S state, Message question) {
        return true;
    }

    /** Whether a question is for the {@link Stepper#ask live side}, because the state alone does not answer it. Pure. */
    default boolean isForLiveSide(Message question) {
        return false;
    }

    /**
     * Why this node takes no such message at present: it has so much to do that new work has to wait outside. Its client hears that
     * the node is busy, a durable sender gets no acknowledgement and tries again. Null when it takes it, as it must whatever
     * carries on what has begun. Asked for each message, before anything is read from the journal; must be cheap. Thread-safe.
     */
    default @Nullable String tooMuchFor(Message message) {
        return null;
    }

    /** The live side of one loaded instance; closed when the instance leaves memory. */
    Stepper<S, D> open(Address self, Inlet inlet);

    /** How the live side hands messages to its own instance, such as the result of work that it has started. */
    interface Inlet {

        /**
         * Puts a message into the instance's inbox, beyond its bound, as {@link Origin.Self}. It is not durable before a step
         * has taken it: what is offered may be lost, with the instance's life or a write that fails, and the logic must
         * offer it again when the instance is {@link Stepper#loaded} and the state still lacks it. What was offered
         * before a reload may also come, so the logic must bear to get it twice. A {@link Outcome.Refused refused} message
         * comes again with the next step, at the latest when a new attempt was asked for. Thread-safe.
         */
        void offer(Message message);
    }

    /** Runs steps, one at a time. */
    interface Stepper<S, D> extends AutoCloseable {

        /**
         * Works on a batch and hands over the outcome exactly once, on any thread, now or later. Must not block the
         * caller and must not throw; what cannot be worked on is {@link Outcome.Refused}.
         */
        void step(Batch<S> batch, Consumer<Outcome<D>> done);

        /**
         * The instance has been read from the journal, at first or again after a failed write. Work that the state says is
         * under way, and that is not, is to be started now. Called before the first step on that state, and when it is
         * known what became of a step whose write was in doubt; if the journal has that step, {@link #committed} has been
         * called for it just before. Live state that ran ahead of a step that was lost has to be given up: it does not fit
         * the state given here. Called on the instance's thread; must not block or throw.
         */
        default void loaded(S state) {}

        /**
         * A step of this stepper that has a delta is durable, and its replies and messages are on their way: work that it
         * asked for is to be started now. Called once for each, in order; not for steps that another owner wrote. Called
         * on the instance's thread; must not block or throw.
         *
         * @param state after the step
         * @param delta the step's change of the logic's state
         */
        default void committed(S state, D delta) {}

        /**
         * Answers a {@link DurableLogic#isForLiveSide question} about what is committed and what goes on, once, on any thread,
         * now or later; also when the instance leaves memory meanwhile. A step on that state may have begun, and none waits
         * for its commit. Called on the instance's thread; must not block or throw.
         *
         * @param state the last committed one
         */
        default void ask(S state, Message question, Consumer<Response> answer) {
            throw new UnsupportedOperationException("A question to a live side that answers none: " + question.verb());
        }

        @Override
        default void close() {}
    }
}
