package io.perdure.entities.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/** An entity with its state, live for one batch, on one thread (E-43). */
interface LiveEntity extends StateAccess {

    /** Goes on from this state, at the start or after a rollback; nothing of what came before is left. */
    void reset(@Nullable String json);

    /**
     * Runs one operation to its end, futures included.
     *
     * @throws UnreadableStateException when the state of the last reset cannot be read
     * @throws Exception as the user's code threw it
     */
    @Nullable
    Object run(OperationContext context) throws Exception;

    /** The state as JSON; null when there is none. */
    @Nullable
    String write() throws JsonProcessingException;
}
