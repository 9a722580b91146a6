package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A module's route, and who is asked when it does not know the resource. */
final class RouteEndpoint implements Endpoint {
    private final RouteGroup group;
    private final Bodies bodies;
    private final Supplier<Endpoint> next;

    RouteEndpoint(RouteGroup group, Bodies bodies, Supplier<Endpoint> next) {
        this.group = group;
        this.bodies = bodies;
        this.next = next;
    }

    /** With the whole body: it is within the limit, and still there when the route has read it and passes. */
    @Override
    public CompletionStage<HttpResponse> answer(Exchange exchange) {
        return bodies.whole(exchange, group.handler());
    }

    /** For an answer of {@link RouteSeal#PASSED}. */
    Endpoint next() {
        return next.get();
    }

    @Override
    public Access access(Exchange exchange) {
        Access access = group.access();
        return access == null ? Endpoint.super.access(exchange) : access;
    }

    @Override
    public ErrorForm errors() {
        return ErrorForm.PROBLEM;
    }
}
