package io.perdure.gateway;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Responses in the shapes of the API. */
final class Answers {
    /** Accepted and durable; commands have no body (H-4). */
    static final HttpResponse ACCEPTED = HttpResponse.create().withStatus(StatusCodes.ACCEPTED);

    /** Unknown path, wrong method, no such thing: no body (H-3, H-4). */
    static final HttpResponse NOT_FOUND = HttpResponse.create().withStatus(StatusCodes.NOT_FOUND);

    /** The instance has ended: it takes no commands (H-4, H-57 … H-61). */
    static final HttpResponse GONE = HttpResponse.create().withStatus(StatusCodes.GONE);

    /** RFC 9110 wants one with each 401; there is no registered scheme for keys. */
    static final RawHeader CHALLENGE = RawHeader.create("WWW-Authenticate", "Bearer realm=\"perdure\"");

    private static final HttpResponse UNAUTHORIZED =
            HttpResponse.create().withStatus(StatusCodes.UNAUTHORIZED).addHeader(CHALLENGE);

    /** Nobody guesses the type of an answer, keeps it, or tells its address to others: that may have a key in it. */
    private static final List<HttpHeader> SAFE = List.of(
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("Cache-Control", "no-store"),
            RawHeader.create("Referrer-Policy", "no-referrer"));

    private static final List<HttpHeader> SAFE_DATA = Stream.concat(
                    SAFE.stream(),
                    Stream.of(
                            RawHeader.create("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")))
            .toList();

    // JSON needs no charset, but the clients of this API see it named since its beginning (H-4).
    private static final ContentType JSON = utf8("json");
    private static final ContentType PROBLEM_JSON = utf8("problem+json");

    private Answers() {}

    /** For who knows a refusal by its status alone. */
    static HttpResponse bare(Problem problem) {
        if (problem == Problem.UNAUTHORIZED) {
            return UNAUTHORIZED;
        }
        return problem == Problem.INSTANCE_ENDED ? GONE : NOT_FOUND;
    }

    static HttpResponse json(String text) {
        return json(StatusCodes.OK, text);
    }

    static HttpResponse json(StatusCode status, JsonNode body) {
        return json(status, body.toString());
    }

    static HttpResponse problem(StatusCode status, JsonNode body) {
        return create(status, PROBLEM_JSON, body.toString());
    }

    static HttpResponse json(StatusCode status, String text) {
        return create(status, JSON, text);
    }

    /** With the headers that keep browsers from harm, unless whoever made it has said otherwise. */
    static HttpResponse safe(HttpResponse answer) {
        // A module's page may have scripts and styles.
        List<HttpHeader> headers = answer.entity().getContentType().mediaType().isText() ? SAFE : SAFE_DATA;
        if (!answer.getHeaders().iterator().hasNext()) {
            return answer.withHeaders(headers);
        }
        HttpResponse safe = answer;
        for (HttpHeader header : headers) {
            safe = with(safe, header);
        }
        return safe;
    }

    private static HttpResponse with(HttpResponse answer, HttpHeader header) {
        for (HttpHeader present : answer.getHeaders()) {
            if (present.is(header.lowercaseName())) {
                return answer;
            }
        }
        return answer.addHeader(header);
    }

    private static HttpResponse create(StatusCode status, ContentType type, String text) {
        ByteString bytes = ByteString.fromArrayUnsafe(text.getBytes(StandardCharsets.UTF_8));
        return HttpResponse.create().withStatus(status).withEntity(HttpEntities.create(type, bytes));
    }

    private static ContentType utf8(String subType) {
        return MediaTypes.applicationWithOpenCharset(subType).toContentType(HttpCharsets.custom("utf-8"));
    }
}
