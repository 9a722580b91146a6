package io.perdure.gateway;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.handleExceptions;
import static akka.http.javadsl.server.Directives.handleRejections;
import static akka.http.javadsl.server.Directives.mapRejections;
import static akka.http.javadsl.server.Directives.pathPrefix;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.server.ExceptionHandler;
import akka.http.javadsl.server.MethodRejection;
import akka.http.javadsl.server.MissingQueryParamRejection;
import akka.http.javadsl.server.Rejection;
import akka.http.javadsl.server.RejectionHandler;
import akka.http.javadsl.server.Route;
import akka.http.javadsl.server.SchemeRejection;
import akka.http.javadsl.server.TransformationRejection;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Makes functions of routes: every rejection and every failure is an answer. */
final class RouteSeal {
    /** Neither path nor method is the route's: somebody else may know them. Told by its identity, never sent. */
    static final HttpResponse PASSED = HttpResponse.create();

    private final String module;
    private final ActorSystem<?> system;
    private final ExceptionHandler exceptions;
    private final RejectionHandler rejections;

    RouteSeal(String module, Failures failures, ActorSystem<?> system) {
        this.module = module;
        this.system = system;
        exceptions = ExceptionHandler.newBuilder()
                .matchAny(failure -> complete(failures.ofRoute(module, failure)))
                .build();
        rejections = RejectionHandler.newBuilder()
                .handleNotFound(complete(PASSED))
                .handle(MissingQueryParamRejection.class, parameter -> complete(missing(parameter)))
                .build()
                .withFallback(RejectionHandler.defaultHandler().mapRejectionResponse(RouteSeal::problem));
    }

    Function<HttpRequest, CompletionStage<HttpResponse>> of(List<String> prefix, Route route) {
        Route inside = route;
        for (int i = prefix.size() - 1; i >= 0; i--) {
            Route rest = inside;
            String segment = prefix.get(i);
            inside = pathPrefix(segment, () -> rest);
        }
        Route below = inside;
        var sealed = handleExceptions(
                        exceptions,
                        () -> handleRejections(
                                rejections,
                                () -> mapRejections(RouteSeal::meant, () -> pathPrefix(RouteGroup.ROOT, () -> below))))
                .function(system);
        return request -> {
            try {
                return sealed.apply(request);
            } catch (Exception | StackOverflowError | LinkageError failure) {
                // What Scala counts as fatal passes its handlers; of these, such as are no end of the JVM.
                return CompletableFuture.failedFuture(new RouteFailure(module, failure));
            }
        };
    }

    /**
     * A wrong method may be another's right one. A missing parameter or a wrong body says that the resource is the route's:
     * who came next could do harm with it.
     */
    private static List<Rejection> meant(List<Rejection> rejections) {
        List<Rejection> meant = rejections.stream()
                .filter(one -> !(one instanceof MethodRejection || one instanceof SchemeRejection))
                .toList();
        // What is left may be nothing but a word that others do not count.
        return meant.stream().allMatch(TransformationRejection.class::isInstance) ? List.of() : meant;
    }

    /** akka-http makes 404 of it, as if there were nothing there. */
    private static HttpResponse missing(MissingQueryParamRejection parameter) {
        return problem(HttpResponse.create()
                .withStatus(StatusCodes.BAD_REQUEST)
                .withEntity("Query parameter %s: missing.".formatted(parameter.parameterName())));
    }

    /** The texts of akka-http in the form of RFC 9457; its statuses and headers stay. */
    private static HttpResponse problem(HttpResponse rejected) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", rejected.status().reason())
                .put("status", rejected.status().intValue());
        if (rejected.entity() instanceof HttpEntity.Strict text) {
            body.put("detail", text.getData().utf8String());
        }
        return rejected.withEntity(Answers.problem(rejected.status(), body).entity());
    }
}
