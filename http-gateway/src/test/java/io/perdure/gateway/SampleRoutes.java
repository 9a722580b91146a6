package io.perdure.gateway;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.entity;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.parameter;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.Directives.put;
import static akka.http.javadsl.server.Directives.reject;
import static akka.http.javadsl.server.PathMatchers.segment;
import static akka.http.javadsl.unmarshalling.Unmarshaller.entityToString;

import akka.http.javadsl.server.Route;
import io.perdure.Registry;
import io.perdure.entities.EntityId;
import java.util.concurrent.CompletableFuture;

/** Routes of every kind that a module could bring, under {@code /api/sample} and {@code /api/orchestrators}. */
final class SampleRoutes implements HttpModule {
    @Override
    public void register(Registry registry) {}

    @Override
    public void routes(HttpRoutes routes, HttpContext context) {
        routes.under("sample", concat(clients(context), faults())).under("orchestrators", ownStarts(context));
    }

    private static Route clients(HttpContext context) {
        var entities = context.entities();
        return path(segment("notes").slash(segment()), key -> {
            var note = EntityId.of("Note", key);
            return concat(
                    get(() -> onSuccess(
                            entities.readJson(note), state -> complete(Answers.json(state.orElse("nothing"))))),
                    put(() -> entity(
                            entityToString(),
                            text -> onSuccess(
                                    entities.signal(note, "set", text), done -> complete(Answers.ACCEPTED)))));
        });
    }

    private static Route faults() {
        return concat(
                path(
                        "thrown",
                        () -> get(() -> {
                            throw new IllegalStateException("password=hunter2");
                        })),
                path(
                        "failed",
                        () -> completeWithFuture(CompletableFuture.failedFuture(new ArithmeticException("1/0")))),
                path(
                        "linkage",
                        () -> get(() -> {
                            throw new NoSuchMethodError("gone");
                        })),
                path("never", () -> completeWithFuture(new CompletableFuture<>())),
                path("wanted", () -> parameter("word", word -> complete(word))));
    }

    /** Takes the starts of Checked, which needs a parameter; all others go on to the node, the body included. */
    private static Route ownStarts(HttpContext context) {
        Route checked = parameter(
                "customer",
                customer -> post(() -> onSuccess(
                        context.orchestrations().start("Echo", customer), id -> complete("started for " + customer))));
        return concat(path("Checked", () -> checked), entity(entityToString(), body -> reject()));
    }
}
