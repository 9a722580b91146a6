package io.perdure.orchestrations.internal;

import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Address;
import io.perdure.kernel.Batch;
import io.perdure.kernel.DurableLogic;
import io.perdure.kernel.Incoming;
import io.perdure.kernel.Message;
import io.perdure.kernel.Outcome;
import io.perdure.kernel.Outgoing;
import io.perdure.kernel.Response;
import io.perdure.kernel.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schedules on the kernel: each is a durable thing of its own kind, which no list of entities and no request of a user meets.
 * Its wake-up time is the next tick, and what a tick sends leaves with the row that says it was run: once.
 */
public final class ScheduleLogic implements DurableLogic<ScheduleState, ScheduleState> {
    private static final Logger LOG = LoggerFactory.getLogger("io.perdure.Schedules");
    private static final Duration SOON = Duration.ofSeconds(5);

    /** Kind of the addresses: their name is empty, their key is the schedule's name. */
    static final String KIND = "schedule";

    /** From a client: a node has started that registers it. Body: the {@link ScheduleSpec}. */
    static final String ANNOUNCE = "announce";

    static final String SCHEDULED = "scheduled";

    private final Set<String> known;
    private final ScheduleSettings settings;

    /** @param known names of the schedules that this node registers */
    public ScheduleLogic(Set<String> known, ScheduleSettings settings) {
        this.known = Set.copyOf(known);
        this.settings = settings;
    }

    static Address addressOf(String schedule) {
        return new Address(KIND, "", schedule);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<ScheduleState> stateType() {
        return ScheduleState.class;
    }

    @Override
    public Class<ScheduleState> deltaType() {
        return ScheduleState.class;
    }

    @Override
    public ScheduleState initial(Address self) {
        return ScheduleState.NONE;
    }

    @Override
    public ScheduleState apply(ScheduleState state, ScheduleState delta) {
        return delta;
    }

    @Override
    public Summary summarise(ScheduleState state) {
        var status = state.status("");
        return status == null
                ? new Summary("absent", null, null, false)
                : new Summary(SCHEDULED, state.wakeAt(), WireJson.write(status), true);
    }

    @Override
    public Response read(ScheduleState state, Message question) {
        return Response.failed(FailureDetails.of("UnknownQuestion", "A schedule is asked by the index.", true));
    }

    @Override
    public Stepper<ScheduleState, ScheduleState> open(Address self, Inlet inlet) {
        return (batch, done) -> done.accept(step(self.key(), batch));
    }

    private Outcome<ScheduleState> step(String name, Batch<ScheduleState> batch) {
        try {
            return run(name, batch);
        } catch (RuntimeException broken) {
            LOG.error("Schedule '{}' takes no work, trying again in {}", name, SOON, broken);
            return new Outcome.Refused<>(
                    FailureDetails.of(broken.getClass().getName(), String.valueOf(broken.getMessage()), false),
                    batch.now().plus(SOON));
        }
    }

    private Outcome<ScheduleState> run(String name, Batch<ScheduleState> batch) {
        ScheduleState state = batch.state();
        List<Response> responses = new ArrayList<>();
        for (Incoming incoming : batch.incoming()) {
            if (incoming.message().verb().equals(ANNOUNCE)) {
                var spec = WireJson.read(String.valueOf(incoming.message().body()), ScheduleSpec.class);
                state = state.announced(spec, batch.now());
            } else {
                LOG.warn(
                        "Schedule '{}' ignored a message '{}'",
                        name,
                        incoming.message().verb());
            }
            responses.add(Response.ACCEPTED);
        }
        List<Outgoing> outgoing = new ArrayList<>();
        if (state.isDue(batch.now())) {
            state = known.contains(name) ? tick(name, state, batch.now(), outgoing) : unknown(name, state, batch.now());
        }
        return new Outcome.Done<>(
                batch.incoming().size(), state.equals(batch.state()) ? null : state, responses, outgoing);
    }

    private ScheduleState tick(String name, ScheduleState state, Instant now, List<Outgoing> outgoing) {
        var spec = state.spec();
        if (spec == null) {
            return state;
        }
        var due = DueTicks.of(
                state.ticks(), spec.missed(), Instant.ofEpochMilli(state.counted()), now, settings.lateAfter());
        due.run().forEach(tick -> outgoing.add(spec.message(name, tick)));
        LOG.debug("Schedule '{}': {} of {}", name, spec.target(), due.run());
        if (due.run().isEmpty()) {
            return state.settled(now, state.last());
        }
        Instant last = due.run().get(due.run().size() - 1);
        return due.more() ? state.partlySettled(last) : state.settled(now, last.toEpochMilli());
    }

    private ScheduleState unknown(String name, ScheduleState state, Instant now) {
        ScheduleState after = state.unknown(now, settings.forgetAfter());
        if (after.spec() == null) {
            LOG.warn("Schedule '{}' has ended: no node has known it for {}", name, settings.forgetAfter());
        } else {
            LOG.info(
                    "Schedule '{}': the tick of {} is skipped, this node does not know the schedule; next {}",
                    name,
                    state.wakeAt(),
                    after.wakeAt());
        }
        return after;
    }
}
