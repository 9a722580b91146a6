package io.perdure.gateway;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** Responses in the shapes of the API. */
final class Answers {
    /** Accepted and durable; commands have no body (H-4). */
    static final HttpResponse ACCEPTED = HttpResponse.create().withStatus(StatusCodes.ACCEPTED);

    /** Unknown path, wrong method, no such thing: no body (H-3, H-4). */
    static final HttpResponse NOT_FOUND = HttpResponse.create().withStatus(StatusCodes.NOT_FOUND);

    /** The instance has ended: it takes no commands (H-4, H-57 … H-61). */
    static final HttpResponse GONE = HttpResponse.create().withStatus(StatusCodes.GONE);

    // JSON needs no charset, but the clients of this API see it named since its beginning (H-4).
    private static final ContentType JSON = utf8("json");
    private static final ContentType PROBLEM_JSON = utf8("problem+json");

    private Answers() {}

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

    private static HttpResponse create(StatusCode status, ContentType type, String text) {
        ByteString bytes = ByteString.fromArrayUnsafe(text.getBytes(StandardCharsets.UTF_8));
        return HttpResponse.create().withStatus(status).withEntity(HttpEntities.create(type, bytes));
    }

    private static ContentType utf8(String subType) {
        return MediaTypes.applicationWithOpenCharset(subType).toContentType(HttpCharsets.custom("utf-8"));
    }
}
