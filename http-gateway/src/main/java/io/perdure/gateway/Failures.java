package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perdure.entities.EntityNotRegisteredException;
import io.perdure.entities.EntityOperationFailedException;
import io.perdure.entities.UnknownOperationException;
import io.perdure.failures.BusyException;
import io.perdure.failures.FailureDetails;
import io.perdure.failures.OutcomeUnknownException;
import io.perdure.failures.RefusedException;
import io.perdure.failures.StoreUnavailableException;
import io.perdure.orchestrations.InstanceAlreadyExistsException;
import io.perdure.orchestrations.InstanceNotFoundException;
import io.perdure.orchestrations.InvalidInstanceStatusException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into an answer: one place decides on status, shape and what may be told. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final RawHeader retryAfter;

    Failures(Duration retryAfter) {
        this.retryAfter = RawHeader.create("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    HttpResponse answer(Endpoint.ErrorForm form, Throwable thrown) {
        Throwable failure = Stages.cause(thrown);
        Problem problem = problemOf(failure);
        if (problem == Problem.INTERNAL) {
            LOG.error("A request failed for a reason that no request should meet", failure);
        }
        if (form == Endpoint.ErrorForm.COMPATIBLE && problem.isBare()) {
            return Answers.bare(problem);
        }
        HttpResponse answer = form == Endpoint.ErrorForm.PROBLEM
                ? Answers.problem(problem.status(), problemBody(problem, failure))
                : Answers.json(problem.status(), compatibleBody(problem, failure));
        if (problem == Problem.UNAUTHORIZED) {
            return answer.addHeader(Answers.CHALLENGE);
        }
        return problem.retryable() ? answer.addHeader(retryAfter) : answer;
    }

    /** What a module's route failed with. Its message stays in the log: nobody here knows what it tells. */
    HttpResponse ofRoute(String module, Throwable thrown) {
        Throwable failure = Stages.cause(thrown);
        return answer(
                Endpoint.ErrorForm.PROBLEM,
                problemOf(failure) == Problem.INTERNAL ? new RouteFailure(module, failure) : failure);
    }

    private static Problem problemOf(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal.problem();
        }
        if (failure instanceof EntityOperationFailedException failed) {
            return failed.details().errorType().endsWith(UnknownOperationException.class.getSimpleName())
                    ? Problem.UNKNOWN_OPERATION
                    : Problem.OPERATION_FAILED;
        }
        if (failure instanceof EntityNotRegisteredException) {
            return Problem.UNKNOWN_ENTITY;
        }
        if (failure instanceof InstanceNotFoundException) {
            return Problem.UNKNOWN_INSTANCE;
        }
        if (failure instanceof InstanceAlreadyExistsException) {
            return Problem.ALREADY_EXISTS;
        }
        if (failure instanceof InvalidInstanceStatusException wrong) {
            return wrong.status().isTerminal() ? Problem.INSTANCE_ENDED : Problem.WRONG_STATUS;
        }
        if (failure instanceof BusyException) {
            return Problem.BUSY;
        }
        if (failure instanceof StoreUnavailableException) {
            return Problem.STORE_UNAVAILABLE;
        }
        if (failure instanceof RefusedException) {
            return Problem.REFUSED;
        }
        if (failure instanceof OutcomeUnknownException) {
            return Problem.OUTCOME_UNKNOWN;
        }
        return failure instanceof IllegalArgumentException ? Problem.BAD_REQUEST : Problem.INTERNAL;
    }

    /** H-6: no stack trace ever, and exceptions are named only when the fault is ours. */
    private static ObjectNode compatibleBody(Problem problem, Throwable failure) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (problem != Problem.INTERNAL) {
            return body.put("Message", messageOf(problem, failure));
        }
        return body.put("Message", problem.title())
                .put("ExceptionMessage", messageOf(problem, failure))
                .put("ExceptionType", failure.getClass().getName());
    }

    private static ObjectNode problemBody(Problem problem, Throwable failure) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", problem.type());
        body.put("title", problem.title());
        body.put("status", problem.status().intValue());
        body.put("detail", messageOf(problem, failure));
        if (failure instanceof EntityOperationFailedException failed) {
            body.putObject("entityId")
                    .put("name", failed.entityId().name())
                    .put("key", failed.entityId().key());
            body.put("operation", failed.operation());
            body.setAll(details(failed.details()));
        }
        return body;
    }

    /** A failure as data, without its stack: that belongs into the log of the node where it happened. */
    static ObjectNode details(FailureDetails failure) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("errorType", failure.errorType());
        json.put("errorMessage", failure.errorMessage());
        json.put("isNonRetriable", failure.nonRetriable());
        FailureDetails inner = failure.innerFailure();
        json.set("innerFailure", inner == null ? json.nullNode() : details(inner));
        return json;
    }

    private static String messageOf(Problem problem, Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null || message.isBlank() ? problem.title() : message;
    }
}
