package io.perdure.gateway;

import akka.event.LoggingAdapter;
import akka.http.ParsingErrorHandler;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.scaladsl.model.ErrorInfo;
import akka.http.scaladsl.model.StatusCode;
import akka.http.scaladsl.settings.ServerSettings;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Answers what akka-http cannot even parse, in the shape of all other errors. The connection is closed afterwards. */
final class ParseErrors extends ParsingErrorHandler {
    /** akka-http takes the name of a Scala object and looks for this field. */
    @SuppressWarnings({"unused", "MemberName", "checkstyle:ConstantName"})
    public static final ParseErrors MODULE$ = new ParseErrors();

    private static final int SERVER_ERROR = 500;
    /** What akka-http says of a HEAD or TRACE with a body. */
    private static final int UNPROCESSABLE = 422;

    private ParseErrors() {}

    @Override
    public HttpResponse handle(StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
        log.debug("Refused a request that is not HTTP: {} {}", error.summary(), error.detail());
        // An unknown method, transfer coding or HTTP version is the caller's fault: 5xx would set off alarms and
        // retries.
        // 422 is for operations that failed.
        int code = status.intValue();
        var ours = code >= SERVER_ERROR || code == UNPROCESSABLE ? StatusCodes.BAD_REQUEST : StatusCodes.get(code);
        return Answers.json(ours, JsonNodeFactory.instance.objectNode().put("Message", error.summary()));
    }
}
