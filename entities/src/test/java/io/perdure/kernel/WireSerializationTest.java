package io.perdure.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializers;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.failures.FailureDetails;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What travels between nodes survives the journey (DESIGN §3); a message without an example here fails. */
@DisplayName("Between nodes")
class WireSerializationTest {
    private static final Config CONFIG = ConfigFactory.parseString("""
                    akka.actor.provider = cluster
                    akka.remote.artery.canonical { hostname = 127.0.0.1, port = 0 }
                    akka.cluster.jmx.enabled = off
                    akka.loglevel = WARNING
                    akka.actor.serialization-bindings."io.perdure.kernel.KernelMessage" = jackson-cbor
                    """).withFallback(ConfigFactory.load());
    private static final ActorTestKit KIT = ActorTestKit.create("wire", CONFIG);
    private static final Serialization SERIALIZATION = SerializationExtension.get(KIT.system());

    private static final ActorRef<Reply> CLIENT =
            KIT.<Reply>createTestProbe(Reply.class).getRef();
    private static final Message MESSAGE = new Message("signal", "add", "{\"n\":1}", 17, Map.of("k", "v"));
    private static final FailureDetails FAILURE = new FailureDetails(
            "a.B", "", "stack", FailureDetails.of("c.D", "inner", true), false, Map.of("count", 3, "why", "so"));

    private static final Map<Class<?>, List<KernelMessage>> EXAMPLES = examples();

    private static Map<Class<?>, List<KernelMessage>> examples() {
        var all = new HashMap<Class<?>, List<KernelMessage>>();
        all.put(
                Command.Request.class,
                List.of(
                        new Command.Request(MESSAGE, "id", 30_000, true, CLIENT),
                        new Command.Request(Message.of("v", "", null), null, 30_000, false, CLIENT)));
        all.put(Command.Question.class, List.of(new Command.Question(MESSAGE, CLIENT)));
        all.put(Command.Await.class, List.of(new Command.Await(MESSAGE, 10_000, CLIENT)));
        all.put(
                Command.Deliver.class,
                List.of(new Command.Deliver(Kit.A, 5, List.of(new Numbered(7, MESSAGE), new Numbered(8, MESSAGE)))));
        all.put(Command.Acknowledge.class, List.of(new Command.Acknowledge(new Address("entity", "", "a@b"), 9)));
        all.put(Command.MustClear.class, List.of(new Command.MustClear(Kit.A, 9)));
        all.put(Command.Forget.class, List.of(new Command.Forget(Kit.A, 9)));
        all.put(Command.Wake.class, List.of(new Command.Wake(7)));
        all.put(
                Command.Erase.class,
                List.of(
                        new Command.Erase(Erasure.Wish.ALWAYS, CLIENT),
                        new Command.Erase(new Erasure.Wish(false, 7), CLIENT)));
        all.put(Command.Seek.class, List.of(new Command.Seek(CLIENT)));
        all.put(
                Reply.Done.class,
                List.of(
                        new Reply.Done(Response.ACCEPTED),
                        new Reply.Done(Response.of("17")),
                        new Reply.Done(Response.failed(FAILURE))));
        all.put(
                Reply.Viewed.class,
                List.of(new Reply.Viewed(
                        new DurableClient.View(Response.of("1"), 3, Instant.ofEpochMilli(1_700_000_000_123L), 2))));
        all.put(Reply.Refused.class, List.of(new Reply.Refused(FAILURE)));
        all.put(Reply.NotYet.class, List.of(new Reply.NotYet()));
        all.put(Reply.Erased.class, List.of(new Reply.Erased(true)));
        all.put(Reply.Busy.class, List.of(new Reply.Busy("full")));
        all.put(Reply.Unavailable.class, List.of(new Reply.Unavailable("away")));
        all.put(Reply.Unknown.class, List.of(new Reply.Unknown("who knows")));
        return all;
    }

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    static Stream<Class<?>> kinds() {
        return Stream.concat(
                Stream.of(Command.Wire.class.getPermittedSubclasses()),
                Stream.of(Reply.class.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("every command and reply arrives as it was sent:")
    void round_trip(Class<?> kind) {
        assertThat(EXAMPLES).containsKey(kind);
        for (KernelMessage sent : EXAMPLES.get(kind)) {
            assertThat(received(sent)).isEqualTo(sent);
        }
    }

    @Test
    @DisplayName("an envelope arrives with its command")
    void envelope() {
        var sent = new Envelope(Kit.B, new Command.Request(MESSAGE, "id", 30_000, false, CLIENT));

        assertThat(received(sent)).isEqualTo(sent);
    }

    private static Object received(KernelMessage sent) {
        byte[] bytes = SERIALIZATION.serialize(sent).get();
        var serializer = SERIALIZATION.findSerializerFor(sent);
        return SERIALIZATION
                .deserialize(bytes, serializer.identifier(), Serializers.manifestFor(serializer, sent))
                .get();
    }
}
