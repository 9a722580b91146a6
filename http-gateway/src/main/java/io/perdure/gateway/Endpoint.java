package io.perdure.gateway;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import java.util.concurrent.CompletionStage;

/** Answers the requests of one resource. */
interface Endpoint {

    /**
     * The answer. Fails, or throws, for {@link Failures} to answer.
     *
     * @throws RuntimeException as the future may fail
     */
    CompletionStage<HttpResponse> answer(Exchange exchange);

    /** The form of this resource's errors. */
    default ErrorForm errors() {
        return ErrorForm.COMPATIBLE;
    }

    /** What a caller must be allowed for it; by default to look for what only looks, to operate for all else. */
    default Access access(Exchange exchange) {
        var method = exchange.method();
        return method == HttpMethods.GET || method == HttpMethods.HEAD ? Access.READ : Access.OPERATE;
    }

    /** The same resource for callers who may do that. */
    default Endpoint needing(Access access) {
        Endpoint resource = this;
        return new Endpoint() {
            @Override
            public CompletionStage<HttpResponse> answer(Exchange exchange) {
                return resource.answer(exchange);
            }

            @Override
            public ErrorForm errors() {
                return resource.errors();
            }

            @Override
            public Access access(Exchange exchange) {
                return access;
            }
        };
    }

    enum ErrorForm {
        /** {@code {"Message": …}}, as clients of Durable Functions know it (H-6). */
        COMPATIBLE,
        /** RFC 9457, for what the original does not have. */
        PROBLEM
    }
}
