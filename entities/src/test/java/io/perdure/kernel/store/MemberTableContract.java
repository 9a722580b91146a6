package io.perdure.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who is a member of a cluster, by its own word. */
public interface MemberTableContract extends OpenStore {
    Duration LONG = Duration.ofHours(1);

    @Test
    @DisplayName("members of a hub are listed, each once, and those of other hubs are not")
    default void lists_members() {
        String hub = newHub();
        store().members().seen(hub, "akka://perdure@b:1");
        store().members().seen(hub, "akka://perdure@a:1");
        store().members().seen(hub, "akka://perdure@a:1");
        store().members().seen(newHub(), "akka://perdure@c:1");

        assertThat(store().members().seenWithin(hub, LONG)).containsExactly("akka://perdure@a:1", "akka://perdure@b:1");
    }

    @Test
    @DisplayName("a member that has not said so for a while is none, until it says so again")
    default void members_grow_old() {
        String hub = newHub();
        store().members().seen(hub, "akka://perdure@a:1");

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        store().members().seenWithin(hub, Duration.ofMillis(50)).isEmpty());

        store().members().seen(hub, "akka://perdure@a:1");
        assertThat(store().members().seenWithin(hub, Duration.ofSeconds(30))).containsExactly("akka://perdure@a:1");
    }

    @Test
    @DisplayName("a member that has left is none")
    default void members_leave() {
        String hub = newHub();
        store().members().seen(hub, "akka://perdure@a:1");

        store().members().gone(hub, "akka://perdure@a:1");
        store().members().gone(hub, "akka://perdure@never:1");

        assertThat(store().members().seenWithin(hub, LONG)).isEmpty();
    }
}
