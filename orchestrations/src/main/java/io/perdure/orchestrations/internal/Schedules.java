package io.perdure.orchestrations.internal;

import io.perdure.entities.internal.Futures;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.Message;
import io.perdure.kernel.store.InstanceQuery;
import io.perdure.kernel.store.InstanceRow;
import io.perdure.orchestrations.Schedule;
import io.perdure.orchestrations.ScheduleStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schedules of a node: told to the cluster when it starts, and looked at. */
public final class Schedules {
    private static final Logger LOG = LoggerFactory.getLogger("io.perdure.Schedules");
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int MOST = 1_000;

    private final DurableClient durable;
    private final Map<String, ScheduleSpec> specs = new TreeMap<>();

    /** @throws IllegalArgumentException when an input cannot be written as JSON, or is too large */
    public Schedules(DurableClient durable, Map<String, Schedule> registered, OrchestrationClientSettings settings) {
        this.durable = durable;
        var values = new Values(settings.maxPayloadBytes());
        registered.forEach((name, schedule) -> specs.put(name, ScheduleSpec.of(name, schedule, values)));
    }

    /**
     * Tells each schedule that a node registers it, until it is told.
     *
     * @param closed ends the attempts
     */
    public void announce(Pauses pauses, BooleanSupplier closed) {
        specs.forEach((name, spec) -> announce(name, spec, pauses, closed));
    }

    private void announce(String name, ScheduleSpec spec, Pauses pauses, BooleanSupplier closed) {
        var message = Message.of(ScheduleLogic.ANNOUNCE, "", WireJson.write(spec));
        var unused = durable.request(ScheduleLogic.addressOf(name), message, null, null)
                .whenCompleteAsync(
                        (told, failure) -> {
                            if ((failure != null || told.failure() != null) && !closed.getAsBoolean()) {
                                LOG.warn("Schedule '{}' is not announced, trying again in {}", name, PAUSE, failure);
                                announceLater(name, spec, pauses, closed);
                            }
                        },
                        Runnable::run);
    }

    private void announceLater(String name, ScheduleSpec spec, Pauses pauses, BooleanSupplier closed) {
        var unused = pauses.pause(PAUSE).thenRunAsync(() -> announce(name, spec, pauses, closed), Runnable::run);
    }

    /** All of the cluster, by name. */
    public CompletableFuture<List<ScheduleStatus>> list() {
        var query = new InstanceQuery(
                ScheduleLogic.KIND, "", null, null, Set.of(ScheduleLogic.SCHEDULED), null, null, null, MOST);
        return Futures.map(
                durable.query(query),
                rows -> rows.stream().map(Schedules::status).toList());
    }

    private static ScheduleStatus status(InstanceRow row) {
        @Nullable String summary = row.summary();
        var status = WireJson.read(String.valueOf(summary), ScheduleStatus.class);
        return new ScheduleStatus(
                row.address().key(),
                status.expression(),
                status.zone(),
                status.target(),
                status.lastTick(),
                status.nextTick());
    }
}
