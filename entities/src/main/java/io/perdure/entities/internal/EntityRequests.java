package io.perdure.entities.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.perdure.entities.EntityId;
import io.perdure.entities.EntityNotRegisteredException;
import io.perdure.entities.EntityOperationFailedException;
import io.perdure.entities.RequestOptions;
import io.perdure.failures.BusyException;
import io.perdure.failures.FailureDetails;
import io.perdure.failures.PerdureException;
import io.perdure.failures.RefusedException;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.Message;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Signals and calls of a client: checked before anything is sent. */
final class EntityRequests {

    private final DurableClient durable;
    private final Json json;
    private final PayloadLimit limit;
    private final Function<EntityId, Optional<EntityNotRegisteredException>> missing;

    EntityRequests(
            DurableClient durable,
            Json json,
            PayloadLimit limit,
            Function<EntityId, Optional<EntityNotRegisteredException>> missing) {
        this.durable = durable;
        this.json = json;
        this.limit = limit;
        this.missing = missing;
    }

    /** @throws IllegalArgumentException when the request is wrong */
    CompletableFuture<@Nullable String> send(
            String verb, EntityId id, String operation, @Nullable String input, RequestOptions options) {
        EntityMessages.checkOperation(operation);
        if (options.at() != null && verb.equals(EntityMessages.CALL)) {
            throw new IllegalArgumentException(
                    "Call of operation '%s' of %s at %s (expected: no time; only signals can be scheduled)."
                            .formatted(operation, id, options.at()));
        }
        limit.check(input, what(operation, id));
        missing.apply(id).ifPresent(unknown -> {
            throw unknown;
        });
        long dueAt = options.at() == null ? 0 : OperationContext.millis(options.at(), "Time of a signal to " + id);
        var message = new Message(verb, operation, input, dueAt, Map.of());
        var answer = durable.request(EntityMessages.addressOf(id), message, options.requestId(), options.deadline());
        return Futures.map(
                answer,
                response -> {
                    FailureDetails failure = response.failure();
                    if (failure != null) {
                        throw isBusy(failure)
                                ? new BusyException(failure.errorMessage())
                                : new EntityOperationFailedException(id, operation, failure);
                    }
                    return response.result();
                },
                failure -> failure instanceof RefusedException refused && isBusy(refused.details())
                        ? new BusyException(refused.details().errorMessage())
                        : failure);
    }

    private static boolean isBusy(FailureDetails failure) {
        return failure.errorType().equals(EntityMessages.BUSY);
    }

    @Nullable
    String write(EntityId id, String operation, @Nullable Object input) {
        try {
            return json.write(input);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "%s cannot be written as JSON: %s".formatted(what(operation, id), Json.reason(e)), e);
        }
    }

    /** Text that is not JSON must not reach a journal. */
    @Nullable
    String checkJson(EntityId id, String operation, @Nullable String input) {
        try {
            if (input != null && json.scan(input) == null) {
                throw new IllegalArgumentException(
                        "%s is empty text (expected: JSON, or no input).".formatted(what(operation, id)));
            }
            return input;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "%s is not one JSON value (%s).".formatted(what(operation, id), Misfit.place(e)));
        }
    }

    /** The operation has run: a result that does not fit is no reason to think otherwise (E-51). */
    @Nullable
    Object readResult(EntityId id, String operation, @Nullable String result, Type type) {
        try {
            return result == null ? null : json.read(result, json.type(type));
        } catch (JsonProcessingException e) {
            throw new PerdureException("Operation '%s' of %s has run, but its result does not fit %s: %s"
                    .formatted(
                            operation,
                            id,
                            type.getTypeName(),
                            json.misfit(e, result).text()));
        }
    }

    private static String what(String operation, EntityId id) {
        return "Input of operation '%s' of %s".formatted(operation, id);
    }
}
