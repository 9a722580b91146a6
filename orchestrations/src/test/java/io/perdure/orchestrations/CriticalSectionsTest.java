package io.perdure.orchestrations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityId;
import io.perdure.orchestrations.HistoryEvent.EntityLockRequested;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Critical sections, from the orchestration's side")
class CriticalSectionsTest {
    private static final EntityId A = new EntityId("counter", "a");
    private static final EntityId B = new EntityId("counter", "b");
    private static final EntityId OTHER = new EntityId("counter", "other");

    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().echo();

    @BeforeEach
    void counter() {
        perdure.entityRegistry.entity("counter", context -> {
            int now = context.state(Integer.class, () -> 0);
            return switch (context.operation()) {
                case "add" -> {
                    context.setState(now + context.input(Integer.class));
                    yield context.state(Integer.class);
                }
                case "get" -> now;
                default -> throw context.unknownOperation();
            };
        });
    }

    /** Holds locks until it is told to go. */
    private RunUnderTest holder(String id, EntityId... entities) {
        perdure.orchestrator("Hold", context -> {
            try (var section = context.lock(entities).await()) {
                context.setCustomStatus("holds");
                return context.waitForExternalEvent("Go").await();
            }
        });
        return perdure.start("Hold", null, InstanceOptions.id(id));
    }

    private boolean isFree(EntityId entity) {
        var call = perdure.entities().call(entity, "get", Integer.class);
        perdure.settle();
        return call.isDone();
    }

    @Test
    @DisplayName("locks are taken in order and without doubles; all are held in the section (E-72, E-73, E-80)")
    void sorted() {
        var run = perdure.run(context -> {
            try (var section = context.lock(B, A, B).await()) {
                return section.entities() + " " + context.isInCriticalSection() + " "
                        + context.lockedEntities().size();
            }
        });

        assertThat(run.output()).isEqualTo("\"[@counter@a, @counter@b] true 2\"");
        assertThat(run.history(EntityLockRequested.class).get(0).entities())
                .containsExactly("@counter@a", "@counter@b");
    }

    @Test
    @DisplayName("to lock nothing is refused (E-73)")
    void nothing() {
        assertThat(perdure.run(context -> context.lock(List.of()).await())
                        .failure()
                        .errorMessage())
                .contains("lock of no entities");
    }

    @Test
    @DisplayName("before and after the section nothing is locked (E-80)")
    void outside() {
        var run = perdure.run(context -> {
            boolean before = context.isInCriticalSection();
            try (var section = context.lock(A).await()) {
                // nothing to do
            }
            return before || context.isInCriticalSection();
        });

        assertThat(run.output()).isEqualTo("false");
    }

    @Test
    @DisplayName("another orchestration waits until the section is closed (E-77)")
    void others_wait() {
        var first = holder("first", A);
        var second = holder("second", A);
        assertThat(second.customStatus()).isNull();

        first.raise("Go", null);

        assertThat(second.customStatus()).isEqualTo("\"holds\"");
    }

    @Test
    @DisplayName("a client's call waits until the section is closed, its read does not (E-77)")
    void clients_wait() {
        var holder = holder("first", A);
        var call = perdure.entities().call(A, "add", 5, Integer.class);
        perdure.settle();
        assertThat(call).isNotDone();
        assertThat(perdure.entity(A)).isNull();

        holder.raise("Go", null);

        assertThat(perdure.get(call)).isEqualTo(5);
    }

    @Test
    @DisplayName("locks outlive a crash, and the suspension of their holder (E-78, E-94)")
    void durable() {
        var holder = holder("first", A, B).suspend();
        perdure.crash();
        assertThat(isFree(A)).isFalse();

        holder.resume().raise("Go", null);

        assertThat(isFree(A)).isTrue();
    }

    @Test
    @DisplayName("many that lock in different orders all end (E-74, E-93)")
    void no_deadlock() {
        perdure.orchestrator("Both", context -> {
            var order = context.input(Boolean.class) ? List.of(A, B) : List.of(B, A);
            try (var section = context.lock(order).await()) {
                int a = context.callEntity(A, "get", Integer.class).await();
                context.createTimer(ofSeconds(1)).await();
                context.callEntity(A, "add", 1).await();
                return a;
            }
        });
        for (int i = 0; i < 20; i++) {
            perdure.start("Both", i % 2 == 0, InstanceOptions.id("both-" + i));
        }

        perdure.advance(ofSeconds(100));

        assertThat(perdure.entity(A)).isEqualTo("20");
    }

    @Test
    @DisplayName("closing twice is closing once (E-79)")
    void closed_twice() {
        var run = perdure.run(context -> {
            var section = context.lock(A).await();
            section.close();
            section.close();
            try (var again = context.lock(A).await()) {
                return "again";
            }
        });

        assertThat(run.output()).isEqualTo("\"again\"");
    }

    // ---- what is not allowed

    static Stream<Arguments> forbidden() {
        return Stream.of(
                within("E-81 another lock", "do not nest", context -> context.lock(OTHER)),
                within("E-84 call of another", "not locked", context -> context.callEntity(OTHER, "get", 1)),
                within("E-85 signal to a locked one", "locked by this", context -> context.signalEntity(A, "add", 1)),
                within(
                        "E-85 scheduled signal to a locked one",
                        "locked by this",
                        context -> context.signalEntity(
                                A, "add", 1, context.currentTime().plusSeconds(5))),
                within(
                        "E-86 sub-orchestration",
                        "sub-orchestration",
                        context -> context.callSubOrchestrator("Echo", 1, String.class)),
                within("E-87 continue-as-new", "continue-as-new", context -> context.continueAsNew(1)),
                within("E-83 second call", "second call", context -> {
                    context.callEntity(A, "add", 1);
                    context.callEntity(A, "add", 1);
                }));
    }

    private static Arguments within(String rule, String text, Consumer<OrchestrationContext> what) {
        return Arguments.of(rule, text, what);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forbidden")
    @DisplayName("not allowed in a section (E-81 … E-87)")
    void forbidden(String rule, String text, Consumer<OrchestrationContext> what) {
        var run = perdure.run(context -> {
            try (var section = context.lock(A, B).await()) {
                what.accept(context);
                return "allowed";
            }
        });

        assertThat(run.failure().errorType()).isEqualTo(LockingRulesViolationException.class.getName());
        assertThat(run.failure().errorMessage()).contains(text, rule.substring(0, 4));
        assertThat(isFree(A) && isFree(B)).isTrue();
    }

    @Test
    @DisplayName("a second lock is not allowed while the first is asked for (E-81)")
    void lock_while_asked() {
        var run = perdure.run(context -> {
            context.lock(A);
            return context.lock(B);
        });

        assertThat(run.failure().errorMessage()).contains("E-81");
    }

    @Test
    @DisplayName("a call of an entity that is asked for, and not held yet, is not allowed (E-82)")
    void call_while_asked() {
        var run = perdure.run(context -> {
            context.lock(A);
            return context.callEntity(A, "get", Integer.class).await();
        });

        assertThat(run.failure().errorMessage()).contains("E-82");
    }

    @Test
    @DisplayName("a lock request cannot be cancelled (E-78)")
    void cancel() {
        assertThat(perdure.run(context -> context.lock(A).cancel()).failure().errorMessage())
                .contains("cannot be cancelled");
    }

    @Test
    @DisplayName(
            "allowed: calls of different locked ones at once, signals to others, starts, activities, timers, events, status (E-83 … E-88)")
    void allowed() {
        perdure.orchestrator("Alone", context -> null);
        var run = perdure.run(context -> {
            try (var section = context.lock(A, B).await()) {
                DurableTask.allOf(context.callEntity(A, "add", 1), context.callEntity(B, "add", 1))
                        .await();
                context.callEntity(A, "add", 1).await(); // answered, so free for the next
                context.signalEntity(OTHER, "add", 1);
                context.startOrchestration("Alone", null, TaskOptions.instanceId("alone"));
                context.callActivity("Echo", 1, Integer.class).await();
                context.createTimer(ofSeconds(1)).await();
                context.sendEvent(context.instanceId(), "E", 1);
                context.waitForExternalEvent("E").await();
                context.setCustomStatus("allowed");
                return context.callEntity(A, "get", Integer.class).await();
            }
        });

        assertThat(run.output()).isEqualTo("2");
        assertThat(perdure.entity(OTHER)).isEqualTo("1");
    }
}
