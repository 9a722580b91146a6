package io.perdure.gateway;

/** A module's route threw something that it should not; what, is for the log alone. */
final class RouteFailure extends RuntimeException {
    RouteFailure(String module, Throwable cause) {
        super("A route of module %s failed; the node's log says why.".formatted(module), cause, false, false);
    }
}
