package io.perdure.orchestrations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.entities.EntityId;
import io.perdure.entities.RequestOptions;
import io.perdure.failures.BusyException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An orchestration holds an entity for which three operations may wait, and do. */
@DisplayName("An entity for which too much waits")
class BusyEntityTest {
    private static final EntityId LIST = new EntityId("list", "a");

    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture().setting("perdure.entities.max-waiting = 3");

    private RunUnderTest holder;

    @BeforeEach
    void full() {
        perdure.entityRegistry.entity("list", context -> {
            String all = context.state(String.class, () -> "") + context.input(String.class);
            context.setState(all);
            return all;
        });
        perdure.orchestrator("Hold", context -> {
            try (var section = context.lock(LIST).await()) {
                context.waitForExternalEvent("Go").await();
                return context.callEntity(LIST, "add", "x", String.class).await();
            }
        });
        holder = perdure.start("Hold");
        IntStream.range(0, 3).forEach(i -> perdure.order(perdure.entities().signal(LIST, "add", Integer.toString(i))));
    }

    @Test
    @DisplayName("tells clients that it is busy, and serves them after the release (E-77)")
    void clients() {
        assertThatThrownBy(() -> perdure.get(perdure.entities().signal(LIST, "add", "c")))
                .isInstanceOf(BusyException.class)
                .hasMessage(
                        "3 operations and lock requests wait for @list@a, which is locked (perdure.entities.max-waiting).");

        holder.raise("Go", null);
        perdure.order(perdure.entities().signal(LIST, "add", "c"));

        assertThat(perdure.entity(LIST)).isEqualTo("\"x012c\"");
    }

    @Test
    @DisplayName("does not remember that for a request id: the same request is done later")
    void request_id() {
        var once = RequestOptions.DEFAULT.withRequestId("r-1");
        assertThatThrownBy(() -> perdure.get(perdure.entities().signal(LIST, "add", "c", once)))
                .isInstanceOf(BusyException.class);
        holder.raise("Go", null);

        perdure.order(perdure.entities().signal(LIST, "add", "c", once));

        assertThat(perdure.entity(LIST)).isEqualTo("\"x012c\"");
    }

    @Test
    @DisplayName("gets what orchestrations send later, all of it, once and in order (E-57)")
    void orchestrations() {
        perdure.orchestrator("Send", context -> {
            context.signalEntity(LIST, "add", "d");
            context.signalEntity(LIST, "add", "e");
            return context.callEntity(LIST, "add", "f", String.class).await();
        });
        var sender = perdure.start("Send");
        perdure.advance(ofSeconds(100));
        assertThat(sender.status()).isEqualTo(RuntimeStatus.Running);

        holder.raise("Go", null);
        perdure.advance(ofSeconds(31));

        assertThat(sender.output()).isEqualTo("\"x012def\"");
    }
}
