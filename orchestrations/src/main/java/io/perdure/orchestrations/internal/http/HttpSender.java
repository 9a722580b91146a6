package io.perdure.orchestrations.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Sends one request and reads one answer, within a time and a size. */
final class HttpSender {
    private static final ContentType PLAIN_TEXT = ContentType.create("text/plain", StandardCharsets.UTF_8);

    private final CloseableHttpClient client;
    private final int maxSize;

    HttpSender(CloseableHttpClient client, int maxSize) {
        this.client = client;
        this.maxSize = maxSize;
    }

    /**
     * The answer, read to its end.
     *
     * @throws CallRefusedException when no address of the host may be reached
     * @throws java.io.InterruptedIOException when the deadline passes
     * @throws IOException when there is no connection or no answer, or the answer is too large
     */
    Answer send(Hop hop, Target target, Deadline deadline) throws IOException {
        var request = new HttpUriRequestBase(hop.method(), hop.uri());
        // What was judged is what is asked, not what another parser makes of the URI.
        request.setScheme(target.scheme());
        request.setAuthority(new org.apache.hc.core5.net.URIAuthority(target.host(), explicitPort(target)));
        request.setPath(target.path());
        hop.headers().forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        String content = hop.content();
        if (content != null) {
            boolean typed = hop.headers().keySet().stream().anyMatch("content-type"::equalsIgnoreCase);
            request.setEntity(new ByteArrayEntity(content.getBytes(StandardCharsets.UTF_8), typed ? null : PLAIN_TEXT));
        }
        try (var watch = deadline.watch(request::abort)) {
            var host = new HttpHost(target.scheme(), target.host(), target.port());
            return client.execute(host, request, answer -> read(answer, hop));
        }
    }

    private static int explicitPort(Target target) {
        boolean own = target.port() == (target.scheme().equals("https") ? 443 : 80);
        return own ? -1 : target.port();
    }

    private Answer read(ClassicHttpResponse answer, Hop hop) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : answer.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        return new Answer(answer.getCode(), headers, body(answer, hop));
    }

    private String body(ClassicHttpResponse answer, Hop hop) throws IOException {
        var entity = answer.getEntity();
        if (entity == null) {
            return "";
        }
        if (entity.getContentLength() > maxSize) {
            throw tooLarge(hop);
        }
        try (InputStream in = entity.getContent()) {
            byte[] body = in.readNBytes(maxSize + 1);
            if (body.length > maxSize) {
                throw tooLarge(hop);
            }
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private AnswerTooLargeException tooLarge(Hop hop) {
        return new AnswerTooLargeException(hop, maxSize);
    }
}
