package io.perdure.gateway;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Fetches what an issuer publishes. Blocks: for a thread of its own. */
final class IssuerDocuments {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int MAX_SIZE = 256 * 1024;

    private final JwtSettings settings;
    private final HttpClient http;

    IssuerDocuments(JwtSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.fetchTimeout())
                // To where the operator or the issuer says, and nowhere else.
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The keys that the issuer publishes now. */
    JWKSet keys() throws IOException, InterruptedException, ParseException {
        URI url = settings.jwksUrl();
        return JWKSet.parse(text(url == null ? discovered() : url));
    }

    private URI discovered() throws IOException, InterruptedException, ParseException {
        String issuer = settings.issuer();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        URI document = URI.create(base + DISCOVERY);
        var discovery = JSONObjectUtils.parse(text(document));
        String itself = JSONObjectUtils.getString(discovery, "issuer");
        if (!issuer.equals(itself)) {
            throw new IOException(
                    "%s is of issuer \"%.200s\" (expected: %s, as in perdure.http.jwt.issuer, letter by letter)."
                            .formatted(document, itself, issuer));
        }
        String keys = JSONObjectUtils.getString(discovery, "jwks_uri");
        URI url = keys == null ? null : JSONObjectUtils.getURI(discovery, "jwks_uri");
        if (url == null || !JwtSettings.isSafe(url)) {
            throw new IOException("%s has the jwks_uri \"%.200s\" (expected: an https URL).".formatted(document, keys));
        }
        return url;
    }

    private String text(URI url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .timeout(settings.fetchTimeout())
                .header("Accept", "application/json")
                .build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new IOException("%s answered %d (expected: 200).".formatted(url, answer.statusCode()));
            }
            var late = new CompletableFuture<Boolean>()
                    .completeOnTimeout(true, settings.fetchTimeout().toMillis(), TimeUnit.MILLISECONDS);
            var unused = late.thenAccept(now -> closed(body));
            byte[] bytes = body.readNBytes(MAX_SIZE + 1);
            if (!late.cancel(false)) {
                throw new IOException("%s: no whole answer within %s.".formatted(url, settings.fetchTimeout()));
            }
            if (bytes.length > MAX_SIZE) {
                throw new IOException("%s has more than %d bytes.".formatted(url, MAX_SIZE));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static void closed(InputStream body) {
        try {
            body.close();
        } catch (IOException broken) {
            // It is given up anyway.
        }
    }
}
