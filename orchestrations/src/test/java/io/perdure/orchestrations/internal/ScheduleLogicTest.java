package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityId;
import io.perdure.kernel.Batch;
import io.perdure.kernel.Incoming;
import io.perdure.kernel.Message;
import io.perdure.kernel.Origin;
import io.perdure.kernel.Outcome;
import io.perdure.kernel.Outgoing;
import io.perdure.orchestrations.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A schedule")
class ScheduleLogicTest {
    private static final String NAME = "hourly";
    private static final Schedule HOURLY = Schedule.cron("0 * * * *").start("CleanUp", "tmp");
    private static final ScheduleSettings SETTINGS = new ScheduleSettings(Duration.ofMinutes(1), Duration.ofHours(2));

    private final ScheduleLogic knowing = new ScheduleLogic(Set.of(NAME), SETTINGS);
    private final ScheduleLogic ignorant = new ScheduleLogic(Set.of(), SETTINGS);
    private ScheduleState state = ScheduleState.NONE;

    @Test
    @DisplayName("wakes at its next tick, and starts an instance that is named after it, once")
    void tick() {
        announce(HOURLY, "10:30");
        assertThat(wakesAt()).isEqualTo("11:00");

        assertThat(wake(knowing, "11:00")).singleElement().satisfies(start -> {
            assertThat(start.to()).isEqualTo(OrchestrationMessages.addressOf("hourly@2026-11-20T11:00:00Z"));
            assertThat(start.message().name()).isEqualTo("CleanUp");
            assertThat(start.message().body()).isEqualTo("\"tmp\"");
            assertThat(start.message().attributes()).containsEntry("tag:schedule", NAME);
        });
        assertThat(wake(knowing, "11:00")).isEmpty();
        assertThat(wakesAt()).isEqualTo("12:00");
    }

    @Test
    @DisplayName("without an input of its own gives the time for which the tick was planned")
    void tick_as_input() {
        announce(Schedule.cron("0 * * * *").signal(EntityId.of("Log", "a"), "note"), "10:30");

        assertThat(wake(knowing, "11:00")).singleElement().satisfies(signal -> {
            assertThat(signal.to().text()).isEqualTo("entity@log@a");
            assertThat(signal.message().name()).isEqualTo("note");
            assertThat(signal.message().body())
                    .isEqualTo("{\"schedule\":\"hourly\",\"scheduledAt\":\"2026-11-20T11:00:00Z\"}");
        });
    }

    @Test
    @DisplayName("that is announced again with the same times keeps what is due, and does it the new way")
    void other_target() {
        announce(HOURLY, "10:30");

        var sent = announce(Schedule.cron("0  * * * *").start("Sweep", null), "11:20");

        assertThat(sent)
                .singleElement()
                .satisfies(start -> assertThat(start.message().name()).isEqualTo("Sweep"));
    }

    @Test
    @DisplayName("that is announced with other times begins anew with these")
    void other_times() {
        announce(HOURLY, "10:30");

        var sent = announce(Schedule.every(Duration.ofMinutes(45)).start("CleanUp", "tmp"), "11:20");

        assertThat(sent).isEmpty();
        assertThat(wakesAt()).isEqualTo("12:05");
    }

    @Test
    @DisplayName("on a node that does not know it runs nothing; once it is on one that does, that was missed")
    void unknown() {
        announce(HOURLY, "10:30");

        assertThat(wake(ignorant, "11:00")).isEmpty();
        assertThat(wakesAt()).isEqualTo("12:00");

        announce(HOURLY, "11:10");
        assertThat(wake(knowing, "12:30"))
                .as("of the two the last")
                .singleElement()
                .satisfies(start -> assertThat(start.to().key()).endsWith("@2026-11-20T12:00:00Z"));
    }

    @Test
    @DisplayName("that nobody knows any more ends, and leaves nothing behind")
    void forgotten() {
        announce(HOURLY, "10:30");

        assertThat(wake(ignorant, "11:00")).isEmpty();
        assertThat(wake(ignorant, "12:00")).isEmpty();
        assertThat(state.spec()).isNotNull();
        assertThat(wake(ignorant, "13:00")).isEmpty();

        assertThat(state).isEqualTo(ScheduleState.NONE);
        assertThat(knowing.summarise(state).residue()).isFalse();
        assertThat(knowing.summarise(state).wakeAt()).isNull();
    }

    @Test
    @DisplayName("that missed more than fits into a row runs the rest at once after it")
    void many() {
        announce(
                Schedule.every(Duration.ofSeconds(1))
                        .onMiss(Schedule.OnMiss.RUN_ALL)
                        .start("CleanUp", null),
                "10:30");

        var first = wake(knowing, "10:34");
        assertThat(state.wakeAt()).isBefore(at("10:34"));
        var second = wake(knowing, "10:34");
        var third = wake(knowing, "10:34");

        assertThat(List.of(first.size(), second.size(), third.size())).containsExactly(100, 100, 40);
        assertThat(third.get(39).to().key()).endsWith("T10:34:00Z");
        assertThat(state.wakeAt()).isEqualTo(at("10:34").plusSeconds(1));
    }

    private List<Outgoing> announce(Schedule schedule, String now) {
        var spec = ScheduleSpec.of(NAME, schedule, new Values(1_000));
        var message = Message.of(ScheduleLogic.ANNOUNCE, "", WireJson.write(spec));
        return step(knowing, now, List.of(new Incoming(new Origin.Client(null), message)));
    }

    private List<Outgoing> wake(ScheduleLogic node, String now) {
        return step(node, now, List.of());
    }

    private List<Outgoing> step(ScheduleLogic node, String now, List<Incoming> incoming) {
        var outcome = new AtomicReference<Outcome<ScheduleState>>();
        node.open(ScheduleLogic.addressOf(NAME), message -> {})
                .step(new Batch<>(state, at(now), incoming), outcome::set);
        var done = (Outcome.Done<ScheduleState>) outcome.get();
        assertThat(done.consumed()).isEqualTo(incoming.size());
        state = done.delta() == null ? state : node.apply(state, done.delta());
        return done.outgoing();
    }

    private String wakesAt() {
        return knowing.summarise(state).wakeAt().toString().substring(11, 16);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-20T" + time + ":00Z");
    }
}
