package io.perdure.orchestrations.internal;

import static io.perdure.entities.internal.Futures.checked;

import io.perdure.entities.RequestOptions;
import io.perdure.entities.internal.Futures;
import io.perdure.entities.internal.InstanceIds;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.Message;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.InstanceNotFoundException;
import io.perdure.orchestrations.InstanceOptions;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.OrchestrationCount;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.OrchestrationPage;
import io.perdure.orchestrations.OrchestrationQuery;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.OrchestratorNotRegisteredException;
import io.perdure.orchestrations.PurgeFilter;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.orchestrations.WaitingFor;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The client of orchestrations, on the kernel's. */
public final class DefaultOrchestrationClient implements OrchestrationClient {

    private final DurableClient durable;
    private final OrchestrationClientSettings settings;
    private final Values values;
    private final Starts starts;
    private final InstanceReads reads;
    private final Waits waits;
    private final Purges purges;
    private final InstanceLists lists;
    private final LockHolders holders;

    /** @param missing says why an orchestrator cannot be started; always empty where nobody knows which there are */
    public DefaultOrchestrationClient(
            DurableClient durable,
            OrchestrationClientSettings settings,
            Function<String, Optional<OrchestratorNotRegisteredException>> missing) {
        this(durable, settings, missing, Pauses.REAL);
    }

    /** @param pauses the clock of all that waits */
    public DefaultOrchestrationClient(
            DurableClient durable,
            OrchestrationClientSettings settings,
            Function<String, Optional<OrchestratorNotRegisteredException>> missing,
            Pauses pauses) {
        this.durable = durable;
        this.settings = settings;
        values = new Values(settings.maxPayloadBytes());
        starts = new Starts(durable, missing);
        reads = new InstanceReads(durable);
        waits = new Waits(durable, pauses);
        purges = new Purges(durable, reads, settings.purgesAtOnce(), pauses);
        lists = new InstanceLists(durable, reads, values, settings.listReads());
        holders = new LockHolders(durable, settings.listReads());
    }

    @Override
    public <I extends @Nullable Object> CompletableFuture<String> start(
            Class<? extends Orchestrator<I, ?>> orchestrator, @Nullable I input, InstanceOptions options) {
        return checked(() -> start(FunctionTypes.nameOf(orchestrator), input, options));
    }

    @Override
    public CompletableFuture<String> start(String orchestrator, @Nullable Object input, InstanceOptions options) {
        return checked(() -> {
            starts.checkName(orchestrator);
            return starts.start(orchestrator, values.write(input, inputOf(orchestrator)), options);
        });
    }

    @Override
    public CompletableFuture<String> startJson(String orchestrator, @Nullable String input, InstanceOptions options) {
        return checked(() -> {
            starts.checkName(orchestrator);
            return starts.start(orchestrator, values.check(input, inputOf(orchestrator)), options);
        });
    }

    private static String inputOf(String orchestrator) {
        return "Input of orchestrator '%s'".formatted(orchestrator);
    }

    @Override
    public CompletableFuture<Optional<OrchestrationMetadata>> get(String instanceId, boolean fetchInputsAndOutputs) {
        return Futures.map(
                reads.status(instanceId, fetchInputsAndOutputs),
                found -> found.map(InstanceReads.Seen::facts).map(this::metadata));
    }

    private OrchestrationMetadata metadata(InstanceFacts facts) {
        return new InstanceMetadata(facts, values);
    }

    @Override
    public CompletableFuture<OrchestrationMetadata> waitForStart(String instanceId, Duration timeout) {
        return wait(OrchestrationMessages.AWAIT_START, instanceId, "begun", timeout);
    }

    @Override
    public CompletableFuture<OrchestrationMetadata> waitForCompletion(String instanceId, Duration timeout) {
        return wait(OrchestrationMessages.AWAIT_END, instanceId, "ended", timeout);
    }

    @Override
    public CompletableFuture<OrchestrationMetadata> waitForChange(
            String instanceId, long sinceVersion, Duration timeout) {
        var question = InstanceReads.changeSince(sinceVersion);
        return checked(() -> Futures.map(waits.until(question, instanceId, "changed", timeout), this::metadata));
    }

    @Override
    public CompletableFuture<List<WaitingFor>> waitingFor(String instanceId) {
        return Futures.then(reads.waits(instanceId), found -> holders.named(instanceId, found));
    }

    private CompletableFuture<OrchestrationMetadata> wait(String verb, String id, String event, Duration timeout) {
        var question = InstanceReads.question(verb, true);
        return checked(() -> Futures.map(waits.until(question, id, event, timeout), this::metadata));
    }

    @Override
    public CompletableFuture<Void> raiseEvent(
            String instanceId, String name, @Nullable Object data, RequestOptions options) {
        return checked(() -> sendEvent(instanceId, name, values.write(data, dataOf(name, instanceId)), options));
    }

    @Override
    public CompletableFuture<Void> raiseEventJson(
            String instanceId, String name, @Nullable String data, RequestOptions options) {
        return checked(() -> sendEvent(instanceId, name, values.check(data, dataOf(name, instanceId)), options));
    }

    private static String dataOf(String name, String instanceId) {
        return "Data of event '%s' to orchestration instance '%s'".formatted(name, instanceId);
    }

    private CompletableFuture<Void> sendEvent(String id, String name, @Nullable String data, RequestOptions options) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "Event name: \"%s\" (expected: a name that is not blank).".formatted(name));
        }
        return send(
                id,
                Message.of(OrchestrationMessages.EVENT, name, data),
                "raise event '%s'".formatted(name),
                "an instance that has not ended",
                options);
    }

    @Override
    public CompletableFuture<Void> suspend(String instanceId, @Nullable String reason, RequestOptions options) {
        return control(OrchestrationMessages.SUSPEND, instanceId, reason, "an instance that has not ended", options);
    }

    @Override
    public CompletableFuture<Void> resume(String instanceId, @Nullable String reason, RequestOptions options) {
        return control(OrchestrationMessages.RESUME, instanceId, reason, "an instance that has not ended", options);
    }

    @Override
    public CompletableFuture<Void> rewind(String instanceId, @Nullable String reason, RequestOptions options) {
        return control(OrchestrationMessages.REWIND, instanceId, reason, "a Failed one", options);
    }

    private CompletableFuture<Void> control(
            String verb, String id, @Nullable String reason, String expected, RequestOptions options) {
        return checked(() -> {
            String text = values.write(reason, "Reason to %s orchestration instance '%s'".formatted(verb, id));
            return send(id, Message.of(verb, "", text), verb + " it", expected, options);
        });
    }

    @Override
    public CompletableFuture<Void> terminate(
            String instanceId, @Nullable Object output, boolean recursive, RequestOptions options) {
        return checked(() -> {
            Map<String, String> attributes = recursive ? Map.of(OrchestrationMessages.RECURSIVE, "true") : Map.of();
            String text =
                    values.write(output, "Output of the terminated orchestration instance '%s'".formatted(instanceId));
            return send(
                    instanceId,
                    new Message(OrchestrationMessages.TERMINATE, "", text, 0, attributes),
                    "terminate it",
                    "an instance that has not ended",
                    options);
        });
    }

    private CompletableFuture<Void> send(
            String id, Message message, String attempt, String expected, RequestOptions options) {
        InstanceIds.check(id);
        if (options.at() != null) {
            throw new IllegalArgumentException(
                    "Orchestration instance '%s': %s at %s (expected: no time; only signals to entities can be scheduled)."
                            .formatted(id, attempt, options.at()));
        }
        String requestId = RequestIds.of(message, options.requestId());
        var answer = durable.request(OrchestrationMessages.addressOf(id), message, requestId, options.deadline());
        return Futures.map(answer, response -> {
            if (response.failure() != null) {
                throw Refusals.exception(response.failure(), id, message.name(), attempt, expected);
            }
            return null;
        });
    }

    @Override
    public CompletableFuture<String> restart(String instanceId, boolean newId, RequestOptions options) {
        return Futures.then(reads.status(instanceId, true), found -> {
            InstanceFacts facts =
                    found.map(InstanceReads.Seen::facts).orElseThrow(() -> new InstanceNotFoundException(instanceId));
            return checked(() -> starts.again(facts, newId, options));
        });
    }

    @Override
    public CompletableFuture<Boolean> purge(String instanceId) {
        return purges.one(instanceId);
    }

    @Override
    public CompletableFuture<Long> purge(PurgeFilter filter) {
        Set<RuntimeStatus> statuses =
                filter.statuses().isEmpty() ? EnumSet.allOf(RuntimeStatus.class) : filter.statuses();
        return purges.all(
                new Purges.Sweep(statuses, filter.createdFrom(), filter.createdTo(), null, settings.purgeBatch()));
    }

    @Override
    public CompletableFuture<OrchestrationPage> query(OrchestrationQuery query) {
        return checked(() -> lists.list(query));
    }

    @Override
    public CompletableFuture<OrchestrationCount> count(OrchestrationQuery query) {
        return checked(() -> lists.count(query));
    }

    @Override
    public CompletableFuture<List<HistoryEvent>> history(String instanceId) {
        return reads.history(instanceId);
    }

    @Override
    public CompletableFuture<String> exportHistory(String instanceId) {
        return Futures.map(
                history(instanceId),
                events -> HistoryFile.of(instanceId, events).text());
    }
}
