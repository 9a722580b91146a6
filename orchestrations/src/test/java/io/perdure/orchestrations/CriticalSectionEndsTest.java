package io.perdure.orchestrations;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityId;
import io.perdure.entities.EntityOperationFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Critical sections, when something fails or ends")
class CriticalSectionEndsTest {
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
    @DisplayName("a failed call is caught, frees the entity for the next, and does not release it (E-83, E-95, E-100)")
    void failed_call() {
        var run = perdure.run(context -> {
            try (var section = context.lock(A).await()) {
                try {
                    context.callEntity(A, "explode", 1).await();
                    return "worked";
                } catch (EntityOperationFailedException e) {
                    return e.operation() + " " + e.entityId() + " " + context.isInCriticalSection() + " "
                            + context.callEntity(A, "get", Integer.class).await();
                }
            }
        });

        assertThat(run.output()).isEqualTo("\"explode @counter@a true 0\"");
    }

    @Test
    @DisplayName("an unhandled failure of a call fails the orchestration with the operation's failure within (E-95)")
    void unhandled() {
        var failure = perdure.run(context -> context.callEntity(A, "explode", 1).await())
                .failure();

        assertThat(failure.errorType()).isEqualTo(EntityOperationFailedException.class.getName());
        assertThat(failure.innerFailure()).isNotNull();
    }

    @Test
    @DisplayName("completion without close releases (E-90)")
    void completes() {
        perdure.run(context -> context.lock(A, B).await().entities().size());

        assertThat(isFree(A) && isFree(B)).isTrue();
    }

    @Test
    @DisplayName("failure without close releases (E-90)")
    void fails() {
        perdure.run(context -> {
            context.lock(A, B).await();
            throw new IllegalStateException("no");
        });

        assertThat(isFree(A) && isFree(B)).isTrue();
    }

    @Test
    @DisplayName("terminate releases (E-90)")
    void terminated() {
        holder("first", A, B).terminate("stop");

        assertThat(isFree(A) && isFree(B)).isTrue();
    }

    @Test
    @DisplayName("purge after the end leaves nothing locked (E-90)")
    void purged() {
        holder("first", A, B).terminate("stop");
        perdure.get(perdure.client().purge("first"));

        assertThat(isFree(A) && isFree(B)).isTrue();
    }

    @Test
    @DisplayName("being replaced by another instance releases (E-90, O-133)")
    void replaced() {
        holder("first", A);
        perdure.orchestrator("Other", context -> null);

        perdure.start("Other", null, InstanceOptions.id("first").replacingAny());

        assertThat(isFree(A)).isTrue();
    }

    @Test
    @DisplayName("a terminated waiter does not block the queue (E-91)")
    void terminated_waiter() {
        var first = holder("first", A);
        var second = holder("second", A);
        var third = holder("third", A);
        second.terminate("stop");

        first.raise("Go", null);

        assertThat(third.customStatus()).isEqualTo("\"holds\"");
        assertThat(third.raise("Go", null).status()).isEqualTo(RuntimeStatus.Completed);
        assertThat(isFree(A)).isTrue();
    }

    @Test
    @DisplayName("one that ends while it waits for its second lock gives the first back (E-90, E-91)")
    void ends_half_way() {
        var holder = holder("holder", B);
        var half = perdure.orchestrator("Half", context -> {
                    DurableTask.anyOf(context.lock(A, B), context.createTimer(ofHours(1)))
                            .await();
                    return "gave up";
                })
                .start("Half");
        assertThat(isFree(A)).isFalse();

        perdure.advance(ofHours(1));

        assertThat(half.output()).isEqualTo("\"gave up\"");
        assertThat(isFree(A)).isTrue();
        holder.raise("Go", null);
        assertThat(isFree(B)).isTrue();
    }

    @Test
    @DisplayName("signals and calls of one execution to one entity are processed in order (E-57, E-58)")
    void fifo() {
        var run = perdure.run(context -> {
            for (int i = 0; i < 50; i++) {
                context.signalEntity(A, "add", 1);
            }
            return context.callEntity(A, "get", Integer.class).await();
        });

        assertThat(run.output()).isEqualTo("50");
    }

    @Test
    @DisplayName("a signal or call that history has is not sent again (E-52)")
    void not_again() {
        var run = perdure.orchestrator("Test", context -> {
                    context.signalEntity(A, "add", 1);
                    context.callEntity(A, "add", 10).await();
                    context.waitForExternalEvent("Go").await();
                    return context.callEntity(A, "get", Integer.class).await();
                })
                .start("Test");
        perdure.crash();

        assertThat(run.raise("Go", null).output()).isEqualTo("11");
    }

    @Test
    @DisplayName("a scheduled signal arrives at its time (E-53)")
    void scheduled() {
        perdure.run(context -> {
            context.signalEntity(A, "add", 1, context.currentTime().plusSeconds(60));
            return null;
        });
        assertThat(perdure.entity(A)).isNull();

        perdure.advance(ofSeconds(60));

        assertThat(perdure.entity(A)).isEqualTo("1");
    }

    @Test
    @DisplayName("an unknown entity fails the call (E-47)")
    void unknown() {
        var failure = perdure.run(context -> context.callEntity(new EntityId("nobody", "a"), "get", Integer.class)
                        .await())
                .failure();

        assertThat(failure.errorMessage()).contains("nobody");
    }

    @Test
    @DisplayName("a result that does not fit fails the call; the effect stands (E-51)")
    void misfit() {
        var run = perdure.run(context ->
                context.callEntity(A, "add", 3, java.time.Instant[].class).await());

        assertThat(run.status()).isEqualTo(RuntimeStatus.Failed);
        assertThat(perdure.entity(A)).isEqualTo("3");
    }
}
