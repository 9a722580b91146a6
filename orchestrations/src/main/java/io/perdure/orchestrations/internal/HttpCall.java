package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.DurableHttpRequest;
import io.perdure.orchestrations.DurableHttpResponse;
import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.TaskFailedException;
import io.perdure.orchestrations.TaskOptions;
import io.perdure.orchestrations.internal.http.HttpActivity;
import io.perdure.orchestrations.internal.http.Origin;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A durable HTTP request: the built-in activity, and for a 202 a timer and the next one, until the answer is another (O-109).
 * Driven by events: polling holds no thread (O-116).
 */
final class HttpCall {
    private static final Set<String> NOT_POLLED = Set.of("content-type", "content-length", "x-functions-key");

    private final Execution execution;
    private final OrchestrationContext context;
    private final TaskStarter tasks;
    private final DurableHttpRequest asked;
    private final long pollMillis;
    private final CoreTask<DurableHttpResponse> result;
    private @Nullable CoreTask<?> current;

    HttpCall(
            Execution execution,
            OrchestrationContext context,
            TaskStarter tasks,
            DurableHttpRequest asked,
            long pollMillis) {
        this.execution = execution;
        this.context = context;
        this.tasks = tasks;
        this.asked = asked;
        this.pollMillis = pollMillis;
        this.result = new CoreTask<>(execution, () -> {
            if (current != null) {
                current.cancel();
            }
        });
    }

    DurableTask<DurableHttpResponse> start() {
        send(HttpActivity.Request.of(asked));
        return result;
    }

    private void send(HttpActivity.Request request) {
        var options = asked.retry() == null ? TaskOptions.DEFAULT : TaskOptions.retry(asked.retry());
        var task =
                tasks.activity(context, HttpActivity.NAME, new Object[] {request}, DurableHttpResponse.class, options);
        current = task;
        task.whenDone(() -> {
            if (result.isDone()) {
                return;
            }
            RuntimeException why = task.why();
            if (why != null) {
                result.fail(why);
            } else if (task.result() instanceof DurableHttpResponse response) {
                answered(request, response);
            }
        });
    }

    private void answered(HttpActivity.Request request, DurableHttpResponse response) {
        if (response.statusCode() != 202 || !asked.asynchronousPattern()) {
            result.complete(response);
            return;
        }
        String location = response.header("location");
        if (location == null) {
            result.fail(
                    failed("%s %s answered 202 without a Location to poll (expected: one, or a request withoutPolling)."
                            .formatted(request.method(), request.place())));
            return;
        }
        URI next;
        try {
            next = request.uri().resolve(location);
        } catch (IllegalArgumentException e) {
            result.fail(failed("%s %s answered 202 with Location \"%s\", which is no URI."
                    .formatted(request.method(), request.place(), location)));
            return;
        }
        if (Origin.of(request.uri()).isDowngrade(Origin.of(next))) {
            result.fail(failed("%s %s answered 202 with a Location that goes on from https to http (expected: https)."
                    .formatted(request.method(), request.place())));
            return;
        }
        var clock = tasks.timer(pause(response.header("retry-after")), -1);
        current = clock;
        clock.whenDone(() -> {
            if (!clock.isCancelled()) {
                send(new HttpActivity.Request(
                        "GET", next, headersFor(request, next), null, request.timeoutMillis(), request.failOn()));
            }
        });
    }

    private static TaskFailedException failed(String message) {
        return new TaskFailedException(
                HttpActivity.NAME, -1, FailureDetails.of(IllegalStateException.class.getName(), message, true));
    }

    /**
     * Those of the request before, less what describes the body, and less credentials when the poll goes elsewhere (O-110).
     * What was left out once stays out: a stranger must not send them to a path of its choice.
     */
    private static Map<String, List<String>> headersFor(HttpActivity.Request before, URI next) {
        var headers = new HashMap<>(Origin.of(before.uri()).headersFor(Origin.of(next), before.headers()));
        headers.keySet().removeIf(name -> NOT_POLLED.contains(name.toLowerCase(Locale.ROOT)));
        return headers;
    }

    private Duration pause(@Nullable String retryAfter) {
        if (retryAfter == null) {
            return Duration.ofMillis(pollMillis);
        }
        try {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(retryAfter.strip())));
        } catch (NumberFormatException date) {
            try {
                Instant until = ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                Duration pause = Duration.between(execution.now(), until);
                return pause.isNegative() ? Duration.ZERO : pause;
            } catch (DateTimeParseException neither) {
                return Duration.ofMillis(pollMillis);
            }
        }
    }
}
