package io.perdure.kernel;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two nodes that are connected for real; one writes what the other's version does not know. */
@DisplayName("A node that gets messages of a newer version")
class MixedVersionsTest {
    private static final Config NODE = ConfigFactory.parseString("""
                    akka.actor.provider = cluster
                    akka.actor.allow-java-serialization = off
                    akka.remote.artery.canonical { hostname = 127.0.0.1, port = 0 }
                    akka.cluster.jmx.enabled = off
                    akka.loglevel = WARNING
                    """).withFallback(ConfigFactory.load());
    private static final Config NEWER_NODE = ConfigFactory.parseString("""
                    akka.actor.serializers.jackson-cbor = "io.perdure.kernel.NewerNodeSerializer"
                    akka.serialization.jackson.allowed-class-prefix = ["io.perdure.kernel."]
                    """).withFallback(NODE);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final ActorTestKit today = ActorTestKit.create("today", NODE);
    private final ActorTestKit newer = ActorTestKit.create("newer", NEWER_NODE);

    @AfterEach
    void stop() {
        newer.shutdownTestKit();
        today.shutdownTestKit();
    }

    @Test
    @DisplayName("passes over fields and whole messages that it does not know, and hears the next ones")
    void unknown() {
        TestProbe<Reply> receiver = today.createTestProbe(Reply.class);
        String address = ActorRefResolver.get(today.system()).toSerializationFormat(receiver.getRef());
        ActorRef<Reply> fromNewer = ActorRefResolver.get(newer.system()).resolveActorRef(address);

        fromNewer.tell(new Reply.Erased(true));
        fromNewer.tell(NewerNodeSerializer.UNKNOWN);
        fromNewer.tell(new Reply.Unknown("after it"));

        receiver.expectMessage(SOON, new Reply.Erased(true));
        receiver.expectMessage(SOON, new Reply.Unknown("after it"));
    }
}
