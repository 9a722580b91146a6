package io.perdure.orchestrations.internal.activities;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializers;
import com.typesafe.config.ConfigFactory;
import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.internal.Activities.Call;
import io.perdure.orchestrations.internal.Activities.Result;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nodes say about activities survives the journey; a message without an example here fails. */
@DisplayName("Between nodes, about activities")
class ActivityWireTest {
    private static final ActorSystem<ActivityWire> SYSTEM =
            ActorSystem.create(Behaviors.ignore(), "wire", ConfigFactory.load());
    private static final Serialization SERIALIZATION = SerializationExtension.get(SYSTEM);
    private static final ActorRef<ActivityWire> NODE = SYSTEM;

    private static final Call CALL =
            new Call("order-7", "Charge", "run:3", "1.2", "{\"n\":1}", Map.of("k", "v"), 5_000, 700);
    private static final FailureDetails FAILURE = new FailureDetails(
            "a.B", "", "stack", FailureDetails.of("c.D", "inner", true), false, Map.of("count", 3, "why", "so"));

    private static final Map<Class<?>, List<ActivityWire>> EXAMPLES = Stream.of(
                    new ActivityWire.Run(1, CALL, NODE),
                    new ActivityWire.Run(2, new Call("i", "N", "t", "", null, Map.of(), 0, 0), NODE),
                    new ActivityWire.Accepted(List.of(1L, 5_000_000_000L), NODE),
                    new ActivityWire.Returned(3, NODE),
                    new ActivityWire.Ended(4, new Result("17", null), -2, NODE),
                    new ActivityWire.Ended(5, new Result(null, FAILURE), 2, NODE),
                    new ActivityWire.Confirmed(6, NODE),
                    new ActivityWire.Inquiry(List.of(7L), NODE),
                    new ActivityWire.Abandoned(8, NODE),
                    new ActivityWire.Introduction(Set.of("charge", "notify"), 20, true, NODE),
                    new ActivityWire.Places(0, NODE))
            .collect(Collectors.groupingBy((Function<ActivityWire, Class<?>>) ActivityWire::getClass));

    @AfterAll
    static void stop() {
        SYSTEM.terminate();
    }

    static Stream<Class<?>> kinds() {
        return Stream.of(ActivityWire.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("every message arrives as it was sent:")
    void round_trip(Class<?> kind) {
        assertThat(EXAMPLES).containsKey(kind);
        for (ActivityWire sent : EXAMPLES.get(kind)) {
            var serializer = SERIALIZATION.findSerializerFor(sent);
            byte[] bytes = SERIALIZATION.serialize(sent).get();

            assertThat(SERIALIZATION
                            .deserialize(bytes, serializer.identifier(), Serializers.manifestFor(serializer, sent))
                            .get())
                    .isEqualTo(sent);
        }
    }
}
