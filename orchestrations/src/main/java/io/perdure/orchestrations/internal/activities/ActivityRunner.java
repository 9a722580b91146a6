package io.perdure.orchestrations.internal.activities;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import io.perdure.entities.InvalidInputException;
import io.perdure.entities.internal.Failures;
import io.perdure.entities.internal.Json;
import io.perdure.entities.internal.Misfit;
import io.perdure.entities.internal.PayloadLimit;
import io.perdure.failures.FailureDetails;
import io.perdure.failures.NonRetriable;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.ActivityNotRegisteredException;
import io.perdure.orchestrations.InvalidResultException;
import io.perdure.orchestrations.internal.Activities.Call;
import io.perdure.orchestrations.internal.Activities.Result;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a call on the calling thread: JSON in, the user's code, JSON out. Whatever goes wrong becomes a failure. */
final class ActivityRunner {
    private static final Logger LOG = LoggerFactory.getLogger("io.perdure.orchestrations.Activities");

    /** Made beforehand, for when there is no memory to say what happened. */
    private static final Result OUT_OF_MEMORY = new Result(
            null,
            FailureDetails.of(OutOfMemoryError.class.getName(), "The node ran out of memory in this activity.", false));

    private final Function<String, @Nullable ActivityDefinition> find;
    private final Collection<String> known;
    private final Json json;
    private final PayloadLimit limit;

    /**
     * @param find by name, without regard to case; null when there is none
     * @param known names, for messages
     */
    ActivityRunner(
            Function<String, @Nullable ActivityDefinition> find,
            Collection<String> known,
            Json json,
            int maxPayloadBytes) {
        this.find = find;
        this.known = List.copyOf(known);
        this.json = json;
        this.limit = PayloadLimit.payload(maxPayloadBytes);
    }

    boolean knows(String name) {
        return find.apply(name) != null;
    }

    Collection<String> known() {
        return known;
    }

    /** Does not throw. */
    Result run(Call call, ActivityContext context) {
        try {
            return new Result(execute(call, context), null);
        } catch (Throwable e) {
            return failed(call, context, e);
        }
    }

    private @Nullable String execute(Call call, ActivityContext context) throws Exception {
        ActivityDefinition definition = find.apply(call.name());
        if (definition == null) {
            throw new ActivityNotRegisteredException(call.name(), known);
        }
        Object input = read(call, json.type(definition.input()));
        Object result = definition.run(context, input);
        return written(result, "Result of activity '" + call.name() + "'");
    }

    private @Nullable Object read(Call call, JavaType type) {
        String input = call.input();
        if (input == null || input.equals("null")) {
            if (type.isPrimitive()) {
                throw new InvalidInputException(
                        "Activity '%s' needs an input of type %s, but got none."
                                .formatted(call.name(), type.getRawClass().getName()),
                        null);
            }
            return null;
        }
        try {
            return json.read(input, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            Misfit misfit = json.misfit(e, input);
            // Jackson's own exception stays behind: it repeats what was sent.
            throw new InvalidInputException(
                    "Input of activity '%s' does not fit %s: %s"
                            .formatted(call.name(), type.getRawClass().getTypeName(), misfit.text()),
                    misfit.ownFailure());
        }
    }

    /**
     * As JSON text.
     *
     * @param what begins the message
     * @throws InvalidResultException when it cannot be written, or is too large
     */
    @Nullable
    String written(@Nullable Object value, String what) {
        String text;
        try {
            text = json.write(value);
        } catch (JsonProcessingException | RuntimeException e) {
            throw new InvalidResultException("%s cannot be written as JSON: %s".formatted(what, Json.reason(e)), e);
        }
        try {
            return limit.check(text, what);
        } catch (IllegalArgumentException tooLarge) {
            throw new InvalidResultException(String.valueOf(tooLarge.getMessage()), null);
        }
    }

    /** Does not throw. */
    static Result failed(Call call, ActivityContext context, Throwable failure) {
        try {
            FailureDetails details = Failures.describe(failure);
            if (!context.isCancelled()) { // else nobody waits for it, and why it was cancelled has been said
                log(call, details, failure);
            }
            return new Result(null, details);
        } catch (Throwable worse) {
            return OUT_OF_MEMORY;
        }
    }

    private static void log(Call call, FailureDetails details, Throwable failure) {
        String text = "Activity '%s' (%s) of %s failed: %s"
                .formatted(call.name(), call.taskId(), call.instanceId(), details.summary());
        try {
            // The caller gets the stack too, but may well go on without showing it to anybody.
            LOG.warn("{}", text, failure instanceof NonRetriable ? null : failure);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warn("{}", text); // its getMessage is the user's code, which may throw as well
        }
    }
}
