package io.perdure.gateway;

import io.perdure.DurableModule;

/**
 * A module that also answers HTTP requests under {@code /api/…}: a REST interface of one's own to entities and
 * orchestrations, links for people, web hooks. Routes are written in akka-http's routing language, which comes from the
 * node: depend on {@code perdure-http-gateway} with scope {@code provided}.
 *
 * <pre>{@code
 * public final class ShopModule implements HttpModule {
 *     @Override
 *     public void register(Registry registry) {
 *         registry.entity(ShoppingCart.class);
 *     }
 *
 *     @Override
 *     public void routes(HttpRoutes routes, HttpContext context) {
 *         routes.under("carts", path(segment(), key -> get(() -> cart(context.entities(), key))));
 *     }
 * }
 * }</pre>
 *
 * <p>Only a node serves routes. In a program of one's own the module is an ordinary one, and the gateway has to be on the
 * class path: keep the routes in a module apart if it should not be.
 */
public interface HttpModule extends DurableModule {

    /** Adds the routes; called once, when everything else has started and before the first request. */
    void routes(HttpRoutes routes, HttpContext context);
}
