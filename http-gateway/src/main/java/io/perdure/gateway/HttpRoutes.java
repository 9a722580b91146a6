package io.perdure.gateway;

import akka.http.javadsl.server.Route;

/**
 * Takes the routes of an {@link HttpModule}; every method gives the object itself, for chaining.
 *
 * <p>A request for {@code /api/…} is offered to all routes whose prefix it has, in the order in which they were added, modules
 * in the order in which they were loaded. A route that matches neither path nor method passes it on: to the next, then to
 * the node's own {@code POST /api/orchestrators/{name}}, which so can be replaced for some names; in the end it is 404. Any
 * other rejection, such as a missing parameter, is the answer, and so is whatever the route completes with.
 *
 * <p>A route gets the request with its whole body, which is limited by {@code perdure.http.max-body-size} and not compressed.
 * It has {@code
 * perdure.http.request-timeout} to answer, and must not block: long work belongs into an activity. A failure of a client of
 * the {@link HttpContext} is answered as the node's own resources do (503 when busy, 400 for a wrong id, …), all else that
 * a route throws, or a future of it fails with, is 500 and stands in the log.
 */
public interface HttpRoutes {

    /**
     * Serves a route under {@code /api/{prefix}}, for callers who may {@link Access#READ read} with GET or HEAD, and {@link
     * Access#OPERATE operate} with any other method.
     *
     * @param prefix one or more segments, such as {@code carts} or {@code shop/carts}; matched in this case
     * @param route what follows the prefix, as below {@code pathPrefix}
     * @throws IllegalArgumentException when the prefix is none
     */
    HttpRoutes under(String prefix, Route route);

    /**
     * As above, for callers who have that access, whatever the method. A caller who lacks it is
     * refused before the route is asked: routes of different access want different prefixes.
     */
    HttpRoutes under(String prefix, Access access, Route route);
}
