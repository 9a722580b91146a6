package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;

/** Pages and their tokens (H-13). */
final class Paging {
    private static final String TOKEN = "x-ms-continuation-token";
    private static final int DEFAULT_PAGE = 100;

    private Paging() {}

    /** The token that the caller sends back; null for the first page. */
    static @Nullable String token(Exchange exchange) {
        String token = exchange.header(TOKEN);
        return token == null || token.isBlank() ? null : token.trim();
    }

    static int size(Exchange exchange, int most) {
        return exchange.query().count("top", Math.min(DEFAULT_PAGE, most), most);
    }

    /** The header is there even when there is no next page: then it is empty. */
    static HttpResponse page(String json, @Nullable String nextToken) {
        return Answers.json(json).addHeader(RawHeader.create(TOKEN, nextToken == null ? "" : nextToken));
    }
}
