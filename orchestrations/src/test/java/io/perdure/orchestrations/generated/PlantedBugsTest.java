package io.perdure.orchestrations.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.internal.EntityMessages;
import io.perdure.kernel.Outcome;
import io.perdure.kernel.Outgoing;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.OrchestratorStarted;
import io.perdure.orchestrations.HistoryEvent.TaskCompleted;
import io.perdure.orchestrations.HistoryEvent.TimerCreated;
import io.perdure.orchestrations.internal.OrchestrationDelta;
import io.perdure.orchestrations.internal.OrchestrationMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What is wrong with the engine is found, such as")
class PlantedBugsTest {
    private static final int PROGRAMS = 60;

    static List<Named<UnaryOperator<Outcome.Done<OrchestrationDelta>>>> bugs() {
        return List.of(
                Named.of("a result that the code has seen and the history lacks", without(TaskCompleted.class)),
                Named.of(
                        "an event that the code has seen and the history lacks",
                        without(HistoryEvent.EventRaised.class)),
                Named.of("an event that is forgotten during a suspension", kept(List::of)),
                Named.of("two results with each other's value", events(PlantedBugsTest::swapped)),
                Named.of("a timer that is not set", without(TimerCreated.class)),
                Named.of("a custom status that is not kept", withoutStatus()),
                Named.of("a time that is another on replay", events(all -> each(all, PlantedBugsTest::later))),
                Named.of("an operation that is sent twice", posts(all -> twice(all, EntityMessages.CALL))),
                Named.of("a signal that is not sent", posts(all -> except(all, EntityMessages.SIGNAL))),
                Named.of("a lock that is not given back", posts(all -> except(all, EntityMessages.UNLOCK))),
                Named.of("a parent that is not told", posts(all -> except(all, OrchestrationMessages.CHILD_DONE))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    @DisplayName("planted:")
    void found(UnaryOperator<Outcome.Done<OrchestrationDelta>> bug) {
        Trial.Change change =
                (address, outcome) -> outcome instanceof Outcome.Done<OrchestrationDelta> done && done.delta() != null
                        ? bug.apply(done)
                        : outcome;

        var found = LongStream.range(0, PROGRAMS)
                .mapToObj(Generator::make)
                .anyMatch(one -> !Trial.of(one, () -> change).isEmpty());

        assertThat(found).isTrue();
    }

    // ---- how steps are changed

    private static UnaryOperator<Outcome.Done<OrchestrationDelta>> events(UnaryOperator<List<HistoryEvent>> change) {
        return done -> {
            var delta = done.delta();
            return with(done, delta, change.apply(delta.events()), delta.kept(), delta.customStatus());
        };
    }

    private static UnaryOperator<Outcome.Done<OrchestrationDelta>> without(Class<? extends HistoryEvent> type) {
        return events(
                all -> all.stream().filter(event -> !type.isInstance(event)).toList());
    }

    private static UnaryOperator<Outcome.Done<OrchestrationDelta>> kept(
            java.util.function.Supplier<List<HistoryEvent>> instead) {
        return done -> {
            var delta = done.delta();
            return with(done, delta, delta.events(), instead.get(), delta.customStatus());
        };
    }

    private static UnaryOperator<Outcome.Done<OrchestrationDelta>> withoutStatus() {
        return done ->
                with(done, done.delta(), done.delta().events(), done.delta().kept(), null);
    }

    private static UnaryOperator<Outcome.Done<OrchestrationDelta>> posts(UnaryOperator<List<Outgoing>> change) {
        return done -> new Outcome.Done<>(
                done.consumed(), done.delta(), done.responses(), change.apply(done.outgoing()), done.late());
    }

    private static Outcome.Done<OrchestrationDelta> with(
            Outcome.Done<OrchestrationDelta> done,
            OrchestrationDelta delta,
            List<HistoryEvent> events,
            List<HistoryEvent> kept,
            @Nullable String customStatus) {
        var changed = new OrchestrationDelta(
                delta.token(),
                delta.at(),
                delta.begins(),
                events,
                kept,
                delta.keptTaken(),
                delta.canceled(),
                delta.lockStep(),
                delta.status(),
                customStatus,
                delta.again(),
                delta.left(),
                delta.leftDone());
        return new Outcome.Done<>(done.consumed(), changed, done.responses(), done.outgoing(), done.late());
    }

    private static List<HistoryEvent> swapped(List<HistoryEvent> all) {
        var results = all.stream()
                .filter(TaskCompleted.class::isInstance)
                .map(TaskCompleted.class::cast)
                .toList();
        if (results.size() < 2) {
            return all;
        }
        TaskCompleted one = results.get(0);
        TaskCompleted two = results.get(1);
        return each(all, event -> {
            if (event.equals(one)) {
                return new TaskCompleted(one.at(), one.actionId(), two.result());
            }
            return event.equals(two) ? new TaskCompleted(two.at(), two.actionId(), one.result()) : event;
        });
    }

    private static HistoryEvent later(HistoryEvent event) {
        return event instanceof OrchestratorStarted step
                ? new OrchestratorStarted(step.at().plusMillis(1))
                : event;
    }

    private static List<HistoryEvent> each(List<HistoryEvent> all, Function<HistoryEvent, HistoryEvent> change) {
        return all.stream().map(change).toList();
    }

    private static List<Outgoing> twice(List<Outgoing> all, String verb) {
        var more = new ArrayList<>(all);
        more.addAll(except(all, is(verb).negate()));
        return more;
    }

    private static List<Outgoing> except(List<Outgoing> all, String verb) {
        return except(all, is(verb));
    }

    private static List<Outgoing> except(List<Outgoing> all, Predicate<Outgoing> what) {
        return all.stream().filter(what.negate()).toList();
    }

    private static Predicate<Outgoing> is(String verb) {
        return outgoing -> outgoing.message().verb().equals(verb);
    }
}
