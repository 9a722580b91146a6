package io.perdure.orchestrations.internal;

/**
 * Leaves an orchestrator's code: it was abandoned, continues as new, or must fail whatever it would do next. An {@code Error},
 * so that users' {@code catch (Exception e)} does not swallow it (O-8). Without a stack: it says nothing.
 */
final class StoppedError extends Error {
    StoppedError(String why) {
        super("Not to be caught: " + why, null, false, false);
    }
}
