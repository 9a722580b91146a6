package io.perdure.gateway;

import akka.http.javadsl.model.HttpMethod;
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

    /** What a caller needs for it; here what the method says. */
    default Access access(HttpMethod method) {
        return method.equals(HttpMethods.GET) || method.equals(HttpMethods.HEAD) ? Access.READ : Access.OPERATE;
    }

    /** The form of this resource's errors. */
    default ErrorForm errors() {
        return ErrorForm.COMPATIBLE;
    }

    enum ErrorForm {
        /** {@code {"Message": …}}, as clients of Durable Functions know it (H-6). */
        COMPATIBLE,
        /** RFC 9457, for what the original does not have. */
        PROBLEM
    }
}
