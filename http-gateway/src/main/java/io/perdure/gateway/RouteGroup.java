package io.perdure.gateway;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A route of a module, with what is asked of its callers.
 *
 * @param prefix the segments after {@code /api}
 * @param access null for what the method asks for
 * @param handler answers, with {@link RouteSeal#PASSED} for what the route does not know
 */
record RouteGroup(
        List<String> prefix, @Nullable Access access, Function<HttpRequest, CompletionStage<HttpResponse>> handler) {

    static final String ROOT = "api";

    /** Whether the path begins so; literally, as akka-http matches. */
    boolean covers(Exchange exchange) {
        if (exchange.length() <= prefix.size() || !exchange.segment(0).equals(ROOT)) {
            return false;
        }
        for (int i = 0; i < prefix.size(); i++) {
            if (!exchange.segment(i + 1).equals(prefix.get(i))) {
                return false;
            }
        }
        return true;
    }
}
