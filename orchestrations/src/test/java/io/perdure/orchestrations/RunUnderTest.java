package io.perdure.orchestrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.failures.FailureDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One instance, as a test looks at it: always as it is when nothing is under way. */
final class RunUnderTest {
    private static final Duration LIFETIME = Duration.ofDays(365 * 30);

    private final OrchestrationFixture fixture;
    private final String id;

    RunUnderTest(OrchestrationFixture fixture, String id) {
        this.fixture = fixture;
        this.id = id;
    }

    String id() {
        return id;
    }

    OrchestrationMetadata metadata() {
        fixture.settle();
        return fixture.get(fixture.client().get(id)).orElseThrow(() -> new AssertionError("No instance " + id));
    }

    boolean exists() {
        fixture.settle();
        return fixture.get(fixture.client().get(id)).isPresent();
    }

    RuntimeStatus status() {
        return metadata().status();
    }

    /** JSON text. */
    @Nullable
    String output() {
        var metadata = metadata();
        assertThat(metadata.status())
                .describedAs(() -> metadata.failure()
                        .map(failure -> failure.summary() + "\n" + failure.stackTrace())
                        .orElse("status"))
                .isEqualTo(RuntimeStatus.Completed);
        return metadata.outputJson();
    }

    @Nullable
    String outputJson() {
        return output();
    }

    @Nullable
    String customStatus() {
        return metadata().customStatusJson();
    }

    FailureDetails failure() {
        var metadata = metadata();
        assertThat(metadata.status())
                .describedAs("status, with output %s", metadata.outputJson())
                .isEqualTo(RuntimeStatus.Failed);
        return metadata.failure().orElseThrow();
    }

    /** Lets time pass until it has ended. */
    RunUnderTest end() {
        for (Duration step = Duration.ofSeconds(1); !status().isTerminal(); step = step.multipliedBy(2)) {
            assertThat(step).describedAs("%s goes on and on", id).isLessThan(LIFETIME);
            fixture.advance(step);
        }
        return this;
    }

    RunUnderTest raise(String event, @Nullable Object data) {
        fixture.order(fixture.client().raiseEvent(id, event, data));
        return this;
    }

    RunUnderTest suspend() {
        fixture.order(fixture.client().suspend(id, "for a test"));
        return this;
    }

    RunUnderTest resume() {
        fixture.order(fixture.client().resume(id, "for a test"));
        return this;
    }

    RunUnderTest terminate(@Nullable Object output) {
        fixture.order(fixture.client().terminate(id, output));
        return this;
    }

    RunUnderTest rewind() {
        fixture.order(fixture.client().rewind(id, "for a test"));
        return this;
    }

    List<HistoryEvent> history() {
        fixture.settle();
        return fixture.get(fixture.client().history(id));
    }

    <E extends HistoryEvent> List<E> history(Class<E> type) {
        return history().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Types of its events, in order. */
    List<String> types() {
        return history().stream().map(HistoryEvent::type).toList();
    }
}
