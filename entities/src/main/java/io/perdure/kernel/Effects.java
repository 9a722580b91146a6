package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;
import java.util.function.Function;

/**
 * What a {@link DurableCore} has done for it. The actor does these things for real, a simulation plays them; each
 * answers later by calling the core, never from within.
 *
 * @param <R> where a client's answer goes
 */
interface Effects<S, D, R> {

    /** Epoch milliseconds. */
    long now();

    long randomId();

    /** Lets the logic work; answers with {@link DurableCore#stepped}. */
    void step(Batch<S> batch);

    /** Tells the logic's live side where the journal is; see {@link DurableLogic.Stepper#loaded}. */
    void loaded(S state);

    /** Tells the logic's live side of a step; see {@link DurableLogic.Stepper#committed}. */
    void committed(S state, D delta);

    /** Asks the logic's live side; its answer goes to the client, also after the end of this life of the instance. */
    void ask(S state, Message question, R replyTo, Function<Response, Reply> reply);

    /**
     * Writes one event, and its index row if there is one, both or neither; answers with {@link DurableCore#committed} or
     * {@link DurableCore#journalLost}.
     */
    void persist(Write<S, D> write);

    /** Passes a row to the index writer, which may take its time. */
    void index(InstanceRow row);

    void send(Address to, Command.Wire command);

    void reply(R to, Reply reply);

    /**
     * Deletes journal and index row, unless the journal is not at that version; answers with {@link
     * DurableCore#erased}.
     */
    void erase(long version);

    /** The instance has nothing more to do here: leave memory once this call is over. */
    void leave();
}
