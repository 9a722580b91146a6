package io.perdure.orchestrations.internal.http;

import com.typesafe.config.Config;
import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.DurableHttpRequest;
import io.perdure.orchestrations.DurableHttpResponse;
import io.perdure.settings.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The built-in activity behind {@code callHttp} (O-107): one request, its redirects, one answer. Off unless its host is
 * allowed.
 */
public final class HttpActivity implements Activity<List<HttpActivity.Request>, DurableHttpResponse> {
    public static final String NAME = "BuiltIn::HttpActivity";

    private static final int MAX_SHOWN = 200;

    /**
     * What travels.
     *
     * @param timeoutMillis 0 for the default
     * @param failOn statuses that fail the task, so that it is retried; empty for any but 2xx; null for none
     */
    public record Request(
            String method,
            URI uri,
            Map<String, List<String>> headers,
            @Nullable String content,
            long timeoutMillis,
            @Nullable Set<Integer> failOn) {

        public static Request of(DurableHttpRequest asked) {
            Duration timeout = asked.timeout();
            return new Request(
                    asked.method(),
                    asked.uri(),
                    asked.headers(),
                    asked.content(),
                    timeout == null ? 0 : timeout.toMillis(),
                    asked.retry() == null ? null : asked.statusCodesToRetry());
        }

        /** The URI for messages: without query, fragment and user info, any of which may be a secret. */
        public String place() {
            return Hop.place(uri);
        }
    }

    /** A status that the retry options count as a failure. */
    public static final class HttpStatusException extends IOException {
        HttpStatusException(Request request, int status, String body) {
            super("%s %s answered %d: %s"
                    .formatted(
                            request.method(),
                            request.place(),
                            status,
                            body.length() <= MAX_SHOWN ? body : body.substring(0, MAX_SHOWN) + "…"));
        }
    }

    private final HttpCallSettings settings;
    private final TargetRules rules;
    private final Supplier<Connections> reach;
    private volatile @Nullable Clients clients;

    /**
     * Reads the {@code perdure} section.
     *
     * @throws IllegalArgumentException with all that is wrong with http-calls
     */
    public HttpActivity(Config perdure) {
        this(perdure, Connections::real);
    }

    /** Reads the settings, given the section {@code perdure}, and does nothing with them. */
    public static void check(SettingsReader perdure) {
        HttpCallSettings.read(perdure);
    }

    HttpActivity(Config perdure, Supplier<Connections> reach) {
        this.settings = HttpCallSettings.of(perdure);
        this.rules = new TargetRules(settings.allowedHosts(), settings.allowedPorts());
        this.reach = reach;
    }

    @Override
    public DurableHttpResponse run(ActivityContext context, List<Request> requests)
            throws IOException, InterruptedException {
        Request request = requests.get(0);
        RequestForm.check(request.method(), request.headers());
        Answer answer = answer(request);
        String body = answer.text();
        int status = answer.status();
        Set<Integer> failOn = request.failOn();
        if (failOn != null && (failOn.isEmpty() ? status / 100 != 2 : failOn.contains(status))) {
            throw new HttpStatusException(request, status, body);
        }
        return new DurableHttpResponse(status, answer.headers(), body.isEmpty() ? null : body);
    }

    /** Follows redirects; each hop is judged as the first one was. */
    private Answer answer(Request request) throws IOException, InterruptedException {
        Duration timeout =
                request.timeoutMillis() == 0 ? settings.requestTimeout() : Duration.ofMillis(request.timeoutMillis());
        var deadline = Deadline.in(timeout);
        Hop hop = Hop.first(request);
        Answer answer = sent(hop, rules.check(hop.uri()), deadline, timeout);
        for (int hops = 0; settings.maxRedirects() > 0 && Hop.isRedirect(answer); hops++) {
            if (hops == settings.maxRedirects()) {
                throw new CallRefusedException(
                        "%s %s was redirected more than %d times (perdure.http-calls.max-redirects)."
                                .formatted(request.method(), request.place(), hops));
            }
            try {
                hop = hop.redirected(answer);
                answer = sent(hop, rules.check(hop.uri()), deadline, timeout).from(hop.uri());
            } catch (CallRefusedException refused) {
                throw refused.byRedirectOf(request.place());
            }
        }
        return answer;
    }

    private Answer sent(Hop hop, Target target, Deadline deadline, Duration timeout)
            throws IOException, InterruptedException {
        try {
            return new HttpSender(clients().client(), settings.maxResponseSize()).send(hop, target, deadline);
        } catch (AnswerTooLargeException known) {
            throw known;
        } catch (IOException
                | IllegalStateException broken) { // the latter from a connection that is given up while it is made
            if (Thread.interrupted()) {
                throw new InterruptedException("%s %s was given up.".formatted(hop.method(), hop.place()));
            }
            if (deadline.hasPassed()) {
                throw new HttpTimeoutException(
                        "%s %s: no answer within %s.".formatted(hop.method(), hop.place(), timeout));
            }
            String why = broken.getMessage() == null ? broken.getClass().getName() : broken.getMessage();
            throw new IOException("%s %s: %s".formatted(hop.method(), hop.place(), why), broken);
        }
    }

    /** Made with the first request: most nodes never call anybody. */
    private Clients clients() {
        Clients made = clients;
        if (made == null) {
            synchronized (this) {
                made = clients;
                if (made == null) {
                    made = new Clients(settings, reach.get());
                    clients = made;
                }
            }
        }
        return made;
    }
}
