package io.perdure.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.Action;
import io.perdure.orchestrations.HistoryEvent.Answer;
import java.io.IOException;
import java.time.Instant;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one item of a history, but for type and time stamp; in PascalCase (H-5).
 *
 * @param inputs whether inputs are shown
 * @param results whether results are shown
 * @param actions gives the action of a number; null when the history does not have it
 */
record HistoryItem(boolean inputs, boolean results, IntFunction<@Nullable Action> actions) {

    void fields(JsonGenerator json, HistoryEvent event) throws IOException {
        if (event instanceof Action action) {
            action(json, action);
        } else if (event instanceof Answer answer) {
            answer(json, answer);
        } else if (event instanceof HistoryEvent.EventRaised raised) {
            json.writeStringField("Name", raised.name());
            rawInput(json, raised.input());
        } else {
            execution(json, event);
        }
    }

    private void execution(JsonGenerator json, HistoryEvent event) throws IOException {
        if (event instanceof HistoryEvent.ExecutionStarted started) {
            json.writeStringField("FunctionName", started.name());
            input(json, started.input());
            date(json, "ScheduledStartTime", started.scheduledStart());
            json.writeNumberField("Generation", started.generation());
        } else if (event instanceof HistoryEvent.ExecutionCompleted completed) {
            json.writeStringField("OrchestrationStatus", completed.status().name());
            result(json, completed.result());
            if (completed.failure() != null) {
                failure(json, completed.failure());
            }
        } else if (event instanceof HistoryEvent.ExecutionTerminated terminated) {
            input(json, terminated.reason());
        } else if (event instanceof HistoryEvent.ExecutionSuspended suspended) {
            JsonWriter.payload(json, "Reason", suspended.reason());
        } else if (event instanceof HistoryEvent.ExecutionResumed resumed) {
            JsonWriter.payload(json, "Reason", resumed.reason());
        } else if (event instanceof HistoryEvent.ExecutionRewound rewound) {
            JsonWriter.payload(json, "Reason", rewound.reason());
        } else if (event instanceof HistoryEvent.ContinueAsNew again) {
            result(json, again.input());
        }
    }

    private void action(JsonGenerator json, Action action) throws IOException {
        if (action instanceof HistoryEvent.TaskScheduled task) {
            json.writeStringField("Name", task.name());
            input(json, task.input());
        } else if (action instanceof HistoryEvent.SubOrchestrationInstanceCreated child) {
            started(json, child.name(), child.instanceId(), child.input());
        } else if (action instanceof HistoryEvent.OrchestrationStartSent start) {
            started(json, start.name(), start.instanceId(), start.input());
        } else if (action instanceof HistoryEvent.TimerCreated timer) {
            date(json, "FireAt", timer.fireAt());
        } else if (action instanceof HistoryEvent.EventSent sent) {
            json.writeStringField("Name", sent.name());
            json.writeStringField("InstanceId", sent.instanceId());
            rawInput(json, sent.input());
        } else {
            entity(json, action);
        }
    }

    private void started(JsonGenerator json, String name, String instanceId, @Nullable String input)
            throws IOException {
        json.writeStringField("Name", name);
        json.writeStringField("InstanceId", instanceId);
        input(json, input);
    }

    private void entity(JsonGenerator json, Action action) throws IOException {
        if (action instanceof HistoryEvent.EntityOperationCalled called) {
            requestId(json, called.id());
            operation(json, called.entity(), called.name());
            input(json, called.input());
        } else if (action instanceof HistoryEvent.EntityOperationSignaled signaled) {
            requestId(json, signaled.id());
            operation(json, signaled.entity(), signaled.name());
            input(json, signaled.input());
            date(json, "ScheduledTime", signaled.scheduledAt());
        } else if (action instanceof HistoryEvent.EntityLockRequested lock) {
            requestId(json, lock.id());
            json.writeArrayFieldStart("LockSet");
            for (String entity : lock.entities()) {
                json.writeString(entity);
            }
            json.writeEndArray();
        } else if (action instanceof HistoryEvent.EntityUnlockSent unlock) {
            requestId(json, unlock.lockId());
        }
    }

    private void answer(JsonGenerator json, Answer answer) throws IOException {
        Action action = actions.apply(answer.actionId());
        if (answer instanceof HistoryEvent.TaskCompleted done) {
            folded(json, action);
            result(json, done.result());
        } else if (answer instanceof HistoryEvent.SubOrchestrationInstanceCompleted done) {
            folded(json, action);
            result(json, done.result());
        } else if (answer instanceof HistoryEvent.TaskFailed failed) {
            folded(json, action);
            reason(json, failed.failure());
        } else if (answer instanceof HistoryEvent.SubOrchestrationInstanceFailed failed) {
            folded(json, action);
            reason(json, failed.failure());
        } else if (answer instanceof HistoryEvent.TimerFired fired) {
            date(json, "FireAt", fired.fireAt());
        } else {
            entityAnswer(json, answer, action);
        }
    }

    private void entityAnswer(JsonGenerator json, Answer answer, @Nullable Action action) throws IOException {
        requestId(json, answer.actionId());
        if (action instanceof HistoryEvent.EntityOperationCalled called) {
            operation(json, called.entity(), called.name());
        }
        if (answer instanceof HistoryEvent.EntityOperationCompleted done) {
            result(json, done.result());
        } else if (answer instanceof HistoryEvent.EntityOperationFailed failed) {
            failure(json, failed.failure());
        }
    }

    /** What the call of a task says, in the item of its answer (H-73). */
    private void folded(JsonGenerator json, @Nullable Action action) throws IOException {
        date(json, "ScheduledTime", action == null ? null : action.at());
        json.writeStringField("FunctionName", action == null ? "" : action.name());
        if (action instanceof HistoryEvent.TaskScheduled task) {
            input(json, task.input());
        } else if (action instanceof HistoryEvent.SubOrchestrationInstanceCreated child) {
            input(json, child.input());
        }
    }

    private static void reason(JsonGenerator json, FailureDetails failure) throws IOException {
        json.writeStringField("Reason", failure.errorMessage());
        json.writeStringField("Details", failure.summary());
        failure(json, failure);
    }

    private static void failure(JsonGenerator json, FailureDetails failure) throws IOException {
        json.writeFieldName("FailureDetails");
        details(json, failure);
    }

    private static void details(JsonGenerator json, FailureDetails failure) throws IOException {
        json.writeStartObject();
        json.writeStringField("ErrorType", failure.errorType());
        json.writeStringField("ErrorMessage", failure.errorMessage());
        json.writeStringField("StackTrace", failure.stackTrace());
        json.writeFieldName("InnerFailure");
        if (failure.innerFailure() == null) {
            json.writeNull();
        } else {
            details(json, failure.innerFailure());
        }
        json.writeBooleanField("IsNonRetriable", failure.nonRetriable());
        JsonWriter.payload(json, "Properties", JsonText.write(failure.properties()));
        json.writeEndObject();
    }

    /** The number of the request's action: answers have the same. */
    private static void requestId(JsonGenerator json, int action) throws IOException {
        json.writeStringField("RequestId", Integer.toString(action));
    }

    private static void operation(JsonGenerator json, String entity, String name) throws IOException {
        json.writeStringField("InstanceId", entity);
        json.writeStringField("Operation", name);
    }

    private void input(JsonGenerator json, @Nullable String input) throws IOException {
        if (inputs) {
            JsonWriter.payload(json, "Input", input);
        }
    }

    /** Of events: the text of the JSON, in a string (H-84). */
    private void rawInput(JsonGenerator json, @Nullable String input) throws IOException {
        if (inputs) {
            json.writeStringField("Input", input);
        }
    }

    private void result(JsonGenerator json, @Nullable String result) throws IOException {
        if (results) {
            JsonWriter.payload(json, "Result", result);
        }
    }

    private static void date(JsonGenerator json, String field, @Nullable Instant date) throws IOException {
        json.writeStringField(field, date == null ? null : Dates.precise(date));
    }
}
