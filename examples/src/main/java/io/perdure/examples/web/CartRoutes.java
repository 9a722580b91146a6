package io.perdure.examples.web;

import static akka.http.javadsl.model.StatusCodes.NOT_FOUND;
import static akka.http.javadsl.model.StatusCodes.NO_CONTENT;
import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.completeOK;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.entity;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.marshallers.jackson.Jackson;
import akka.http.javadsl.server.Route;
import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import io.perdure.examples.entities.ShoppingCart;
import io.perdure.gateway.HttpContext;

/**
 * A REST resource for an entity: {@code GET carts/{customer}}, {@code POST carts/{customer}/lines}, {@code DELETE
 * carts/{customer}/lines/{product}}. What the entity refuses is 422 by itself.
 */
final class CartRoutes {
    private final EntityClient entities;

    CartRoutes(HttpContext context) {
        entities = context.entities();
    }

    Route route() {
        return concat(
                path(segment(), customer -> get(() -> show(cart(customer)))),
                path(segment().slash("lines"), customer -> post(() -> add(cart(customer)))),
                path(
                        segment().slash("lines").slash(segment()),
                        (customer, product) -> delete(() -> remove(cart(customer), product))));
    }

    private static EntityId cart(String customer) {
        return EntityId.of(ShoppingCart.class, customer);
    }

    /** A read never waits for operations; who has put nothing into a cart has an empty one. */
    private Route show(EntityId cart) {
        return onSuccess(
                entities.read(cart, ShoppingCart.class),
                found -> completeOK(found.orElseGet(ShoppingCart::new), Jackson.marshaller()));
    }

    /** A call, so that the caller learns of a refusal; a signal would be 202 and say nothing. */
    private Route add(EntityId cart) {
        return entity(
                Jackson.unmarshaller(ShoppingCart.Line.class),
                line -> onSuccess(entities.call(cart, "addProduct", line, Void.class), done -> complete(NO_CONTENT)));
    }

    private Route remove(EntityId cart, String product) {
        return onSuccess(
                entities.call(cart, "removeProduct", product, Boolean.class),
                removed -> complete(removed ? NO_CONTENT : NOT_FOUND));
    }
}
