package io.perdure.orchestrations.internal;

import io.perdure.entities.RequestOptions;
import io.perdure.entities.internal.Futures;
import io.perdure.entities.internal.InstanceIds;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.Message;
import io.perdure.kernel.Response;
import io.perdure.orchestrations.InstanceOptions;
import io.perdure.orchestrations.OrchestratorNotRegisteredException;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Starts instances (O-131 … O-134): what is wrong is found before anything is sent. */
final class Starts {

    static final int MAX_VERSION = 100;
    /** Every row of the index carries the tags: they are for finding instances, not for data. */
    static final int MAX_TAGS = 20;

    static final int MAX_TAG_NAME = 100;
    static final int MAX_TAG_VALUE = 500;

    private final DurableClient durable;
    private final Function<String, Optional<OrchestratorNotRegisteredException>> missing;

    Starts(DurableClient durable, Function<String, Optional<OrchestratorNotRegisteredException>> missing) {
        this.durable = durable;
        this.missing = missing;
    }

    /** @throws IllegalArgumentException when nobody knows the orchestrator, so that its input need not be written */
    void checkName(String orchestrator) {
        if (orchestrator.isBlank()) {
            throw new IllegalArgumentException(
                    "Orchestrator name: \"%s\" (expected: a name that is not blank).".formatted(orchestrator));
        }
        missing.apply(orchestrator).ifPresent(unknown -> {
            throw unknown;
        });
    }

    /** @param input JSON text, checked already */
    CompletableFuture<String> start(String orchestrator, @Nullable String input, InstanceOptions options) {
        return start(orchestrator, input, options, null);
    }

    private CompletableFuture<String> start(
            String orchestrator, @Nullable String input, InstanceOptions options, @Nullable Duration deadline) {
        String given = options.instanceId();
        String requestId = options.requestId();
        if (given == null && requestId != null) {
            return startOnce(RequestIds.startedId(orchestrator, requestId), orchestrator, input, options, deadline);
        }
        var message = message(orchestrator, input, options);
        if (given == null) {
            String id = InstanceIds.random();
            return answered(durable.create(OrchestrationMessages.addressOf(id), message, deadline), id, orchestrator);
        }
        var address = OrchestrationMessages.addressOf(InstanceIds.check(given));
        var answer = durable.request(address, message, RequestIds.of(message, requestId), deadline);
        return answered(answer, given, orchestrator);
    }

    /** Starts an instance with the name and input of another, under its id or one of its own (O-139). */
    CompletableFuture<String> again(InstanceFacts former, boolean newId, RequestOptions request) {
        if (request.at() != null) {
            throw new IllegalArgumentException("Restart of orchestration instance '%s' at %s (expected: no time)."
                    .formatted(former.instanceId(), request.at()));
        }
        String requestId = request.requestId();
        if (newId && requestId != null) {
            return startOnce(
                    RequestIds.restartedId(former.instanceId(), requestId),
                    former.name(),
                    former.input(),
                    InstanceOptions.DEFAULT.withRequestId(requestId),
                    request.deadline());
        } else if (newId) {
            return start(former.name(), former.input(), InstanceOptions.DEFAULT, request.deadline());
        }
        var message = message(former.name(), former.input(), InstanceOptions.DEFAULT);
        var address = OrchestrationMessages.addressOf(former.instanceId());
        var answer = durable.request(address, message, RequestIds.ofRestart(requestId), request.deadline());
        return answered(answer, former.instanceId(), former.name());
    }

    /**
     * Starts the instance whose id is made from the request id. If there is one, whatever its status, this is a repetition: the
     * instance itself tells so for as long as it is kept, also when it has forgotten the request.
     */
    private CompletableFuture<String> startOnce(
            String id,
            String orchestrator,
            @Nullable String input,
            InstanceOptions options,
            @Nullable Duration deadline) {
        var message = message(orchestrator, input, options.notReplacing(EnumSet.allOf(RuntimeStatus.class)));
        String requestId = RequestIds.of(message, options.requestId());
        var answer = durable.request(OrchestrationMessages.addressOf(id), message, requestId, deadline);
        return answered(
                Futures.map(answer, response -> isThere(response) ? Response.ACCEPTED : response), id, orchestrator);
    }

    private static boolean isThere(Response response) {
        FailureDetails failure = response.failure();
        return failure != null && failure.errorType().equals(OrchestrationMessages.ALREADY_EXISTS);
    }

    private Message message(String orchestrator, @Nullable String input, InstanceOptions options) {
        checkName(orchestrator);
        return new Message(OrchestrationMessages.START, orchestrator, input, 0, attributes(options));
    }

    private static CompletableFuture<String> answered(
            CompletableFuture<Response> answer, String id, String orchestrator) {
        return Futures.map(answer, response -> {
            if (response.failure() != null) {
                throw Refusals.exception(
                        response.failure(),
                        id,
                        orchestrator,
                        "start orchestrator '%s'".formatted(orchestrator),
                        "an id that is free, or of an instance that may be replaced");
            }
            return id;
        });
    }

    private static Map<String, String> attributes(InstanceOptions options) {
        Map<String, String> attributes = new HashMap<>();
        if (options.version() != null) {
            attributes.put(
                    OrchestrationMessages.VERSION,
                    checkText("Version of an instance", options.version(), 0, MAX_VERSION));
        }
        if (options.startAt() != null) {
            attributes.put(
                    OrchestrationMessages.START_AT, checkTime(options.startAt()).toString());
        }
        checkTags(options.tags()).forEach((name, value) -> attributes.put(OrchestrationMessages.TAG + name, value));
        if (!options.notReplaced().equals(InstanceOptions.DEFAULT.notReplaced())) {
            attributes.put(
                    OrchestrationMessages.NOT_REPLACED,
                    options.notReplaced().stream().map(Enum::name).sorted().collect(Collectors.joining(",")));
        }
        return attributes;
    }

    private static Instant checkTime(Instant startAt) {
        try {
            Instant unused = Instant.ofEpochMilli(startAt.toEpochMilli());
            return startAt;
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "Start time of an instance: %s (expected: a time that fits milliseconds).".formatted(startAt), e);
        }
    }

    private static Map<String, String> checkTags(Map<String, String> tags) {
        if (tags.size() > MAX_TAGS) {
            throw new IllegalArgumentException(
                    "Tags of an instance: %d (expected: at most %d).".formatted(tags.size(), MAX_TAGS));
        }
        tags.forEach((name, value) -> {
            checkText("Name of a tag", name, 1, MAX_TAG_NAME);
            checkText("Value of tag '%s'".formatted(name), value, 0, MAX_TAG_VALUE);
        });
        return tags;
    }

    private static String checkText(String what, String text, int min, int max) {
        if (text.length() < min || text.length() > max || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "%s: \"%.80s\" of %d characters (expected: %d to %d, no control characters)."
                            .formatted(what, text.replaceAll("\\p{Cc}", "?"), text.length(), min, max));
        }
        return text;
    }
}
