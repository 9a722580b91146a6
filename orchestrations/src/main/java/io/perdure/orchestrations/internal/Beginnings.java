package io.perdure.orchestrations.internal;

import io.perdure.entities.internal.InstanceIds;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Message;
import io.perdure.kernel.Response;
import io.perdure.orchestrations.HistoryEvent.ExecutionStarted;
import io.perdure.orchestrations.HistoryEvent.Parent;
import io.perdure.orchestrations.InstanceAlreadyExistsException;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a start comes to: a new execution, or a refusal because the id is taken (O-132 … O-134). */
final class Beginnings {
    private final String instanceId;
    private final OrchestrationState state;
    private final Plan plan;
    private final Definitions definitions;
    private final EngineSettings settings;

    Beginnings(
            String instanceId, OrchestrationState state, Plan plan, Definitions definitions, EngineSettings settings) {
        this.instanceId = instanceId;
        this.state = state;
        this.plan = plan;
        this.definitions = definitions;
        this.settings = settings;
    }

    /** Null when the instance that it would replace has first to be left in peace by a step. */
    @Nullable
    Response start(Message message, boolean client) {
        RuntimeStatus status = plan.status;
        if (status != null && isProtected(message, status)) {
            return taken(message, status, client);
        }
        if (status != null && plan.isTouched()) {
            return null; // what came before belongs to the instance that goes
        }
        if (client && definitions.missing(message.name()).isPresent()) {
            var missing = definitions.notRegistered(message.name());
            return Response.failed(new FailureDetails(
                    OrchestrationMessages.NOT_REGISTERED,
                    String.valueOf(missing.getMessage()),
                    "",
                    null,
                    true,
                    Map.of(Refusals.KNOWN, definitions.orchestratorNames())));
        }
        if (status != null && !status.isTerminal()) {
            terminateFirst();
        }
        begin(message);
        return Response.ACCEPTED;
    }

    private static boolean isProtected(Message message, RuntimeStatus status) {
        String given = message.attributes().get(OrchestrationMessages.NOT_REPLACED);
        return given == null
                ? !status.isTerminal()
                : Arrays.asList(given.split(",", -1)).contains(status.name());
    }

    private Response taken(Message message, RuntimeStatus status, boolean client) {
        var why = new InstanceAlreadyExistsException(instanceId, status);
        var failure = new FailureDetails(
                OrchestrationMessages.ALREADY_EXISTS,
                String.valueOf(why.getMessage()),
                "",
                null,
                true,
                Map.of("status", status.name()));
        Parent parent = parent(message);
        if (!client && parent != null) {
            plan.touch();
            plan.posting.tellParent(parent, null, failure); // O-55
        }
        return Response.failed(failure);
    }

    /** The live instance that gives way ends as by a termination; of its history nothing stays. */
    private void terminateFirst() {
        var why = FailureDetails.of(
                OrchestrationMessages.REPLACED,
                "Instance '%s' was terminated: another was started in its place.".formatted(instanceId),
                true);
        plan.end(null, why);
    }

    private void begin(Message message) {
        var attributes = message.attributes();
        String run = InstanceIds.random();
        String version = attributes.get(OrchestrationMessages.VERSION);
        var tags = new HashMap<String, String>();
        attributes.forEach((name, value) -> {
            if (name.startsWith(OrchestrationMessages.TAG)) {
                tags.put(name.substring(OrchestrationMessages.TAG.length()), value);
            }
        });
        var definition = definitions.orchestrator(message.name());
        boolean named = definition != null && !definition.name().equals(Definitions.ANY);
        var started = new ExecutionStarted(
                plan.now,
                definition != null && named ? definition.name() : message.name(),
                version == null ? settings.defaultVersion() : version,
                message.body(),
                run,
                state.started() == null ? 0 : state.started().generation() + 1,
                parent(message),
                tags,
                startAt(attributes.get(OrchestrationMessages.START_AT)));
        plan.begins = new OrchestrationDelta.Beginning(started, run, plan.now.toEpochMilli(), true);
        plan.started = started;
        plan.run = run;
        plan.open = OpenWork.NONE;
        plan.locks = null;
        plan.answered.clear();
        plan.hasBegun = false;
        plan.status = RuntimeStatus.Pending;
        plan.touch();
    }

    /** One that has passed is as good as none. */
    private @Nullable Instant startAt(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant at = Instant.parse(text);
            return at.isAfter(plan.now) ? TaskStarter.bounded(at) : null;
        } catch (DateTimeParseException unreadable) {
            return null; // clients send instants only
        }
    }

    private static @Nullable Parent parent(Message message) {
        var attributes = message.attributes();
        String name = attributes.get(OrchestrationMessages.PARENT_NAME);
        String id = attributes.get(OrchestrationMessages.PARENT_ID);
        String text = attributes.get(OrchestrationMessages.PARENT_CALL);
        CallId call = text == null ? null : CallId.parse(text);
        return name == null || id == null || call == null ? null : new Parent(name, id, call.run(), call.action());
    }
}
