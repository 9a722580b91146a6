package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.NOON;
import static io.perdure.entities.internal.EntityFixture.call;
import static io.perdure.entities.internal.EntityFixture.callFrom;
import static io.perdure.entities.internal.EntityFixture.callOf;
import static io.perdure.entities.internal.EntityFixture.lock;
import static io.perdure.entities.internal.EntityFixture.orchestration;
import static io.perdure.entities.internal.EntityFixture.scheduled;
import static io.perdure.entities.internal.EntityFixture.signal;
import static io.perdure.entities.internal.EntityFixture.signalFrom;
import static io.perdure.entities.internal.EntityFixture.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityId;
import io.perdure.failures.BusyException;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Address;
import io.perdure.kernel.Incoming;
import io.perdure.kernel.Message;
import io.perdure.kernel.Origin;
import io.perdure.kernel.Response;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ann holds the entity, and two operations may wait for it; {@code a} and {@code b} do. */
@DisplayName("More operations than may wait for a locked entity")
class WaitingLimitTest {
    private static final Address ANN = orchestration("ann");
    private static final Address BEN = orchestration("ben");
    private static final Address ENTITY = EntityMessages.addressOf(EntityId.of("other", "k"));
    private static final String FULL =
            "2 operations and lock requests wait for @counter@a, which is locked (perdure.entities.max-waiting).";

    private final EntityFixture entity =
            EntityFixture.notes().with(new EntitySettings(100, true, true, 1_000, 1_000, 2, Duration.ofMinutes(1)));

    @BeforeEach
    void full() {
        entity.done(lock(ANN, "1"), signal("add", "\"a\""), signal("add", "\"b\""));
        assertThat(entity.state.lockState().queue().size()).isEqualTo(2);
    }

    /** What runs when Ann lets go. */
    private String afterRelease() {
        entity.done(unlock(ANN, "1"));
        return entity.json();
    }

    static Stream<Named<Incoming>> operations() {
        return Stream.of(
                Named.of("a client's signal", signal("add", "\"c\"")),
                Named.of("a client's call", call("add", "\"c\"")),
                Named.of("a client's call with a request id", callOf("r-1", 17, "add", "\"c\"")),
                Named.of("another orchestration's call", callFrom(BEN, "b:1", "add", "\"c\"")),
                Named.of("an entity's signal", signalFrom(ENTITY, "add", "\"c\"")));
    }

    @ParameterizedTest(name = "E-77: {0} is refused: nobody accepts it, and it leaves no trace")
    @MethodSource("operations")
    void refused(Incoming operation) {
        var before = entity.state;

        var refused = entity.refused(operation);

        assertThat(refused.why()).isEqualTo(FailureDetails.of("EntityBusy", FULL, false));
        assertThat(refused.retryAt()).as("nothing else has to wait").isEqualTo(NOON);
        assertThat(entity.state).isEqualTo(before);
        assertThat(afterRelease()).isEqualTo("\"ab\"");
    }

    @Test
    @DisplayName("What came before it in its batch stands, and it is left for the next step")
    void left() {
        entity.done(unlock(ANN, "1"), lock(ANN, "2"), signal("add", "\"c\""));

        var done = entity.done(signal("add", "\"d\""), signal("add", "\"e\""), signal("add", "\"f\""));

        assertThat(done.consumed()).isEqualTo(1);
        entity.refused(signal("add", "\"e\""), signal("add", "\"f\""));
        entity.done(unlock(ANN, "2"));
        assertThat(entity.json()).isEqualTo("\"abcd\"");
    }

    @Test
    @DisplayName("E-77: the holder's operations run all the same")
    void holder() {
        entity.done(callFrom(ANN, "a:1", "add", "\"x\""));

        assertThat(entity.json()).isEqualTo("\"x\"");
    }

    @Test
    @DisplayName("A client's request before one of the holder is answered busy, and holds up nothing")
    void before_the_holder() {
        var done = entity.done(signal("add", "\"c\""), call("add", "\"d\""), callFrom(ANN, "a:1", "add", "\"x\""));

        Response busy = Response.failed(FailureDetails.of("EntityBusy", FULL, false));
        assertThat(done.responses()).containsExactly(busy, busy, Response.of("\"x\""));
        assertThat(entity.json()).isEqualTo("\"x\"");
        assertThat(afterRelease()).isEqualTo("\"xab\"");
    }

    static Stream<Named<Incoming>> remembered() {
        return operations().skip(2);
    }

    @ParameterizedTest(name = "{0} before a release is taken over the limit: its answer would be remembered")
    @MethodSource
    void remembered(Incoming operation) {
        var done = entity.done(operation, unlock(ANN, "1"));

        assertThat(done.consumed()).isEqualTo(2);
        assertThat(entity.json()).isEqualTo("\"abc\"");
    }

    @Test
    @DisplayName("What is behind the last message that must get through is left")
    void behind_the_holder() {
        var done = entity.done(
                signalFrom(BEN, "add", "\"c\""), callFrom(ANN, "a:1", "add", "\"x\""), signalFrom(BEN, "add", "\"d\""));

        assertThat(done.consumed()).isEqualTo(2);
        assertThat(afterRelease()).isEqualTo("\"xabc\"");
    }

    @Test
    @DisplayName("E-93: lock requests queue all the same, in order of arrival")
    void lock_requests() {
        entity.done(lock(BEN, "2"));
        entity.done(lock(orchestration("cleo"), "3"));

        entity.done(unlock(ANN, "1"));
        entity.done(unlock(BEN, "2"));

        assertThat(entity.grants()).containsExactly("ann/1", "ben/2", "cleo/3");
    }

    @Test
    @DisplayName("E-53: signals for later are accepted, and wait for the holder when they are due")
    void scheduled_signals() {
        entity.done(scheduled("add", "\"c\"", NOON.plusSeconds(1)));
        entity.now = NOON.plusSeconds(1);
        entity.done();

        assertThat(afterRelease()).isEqualTo("\"abc\"");
    }

    @Test
    @DisplayName("E-107: a lock whose owner has gone can be released")
    void orphan() {
        var release = new Message("releaseOrphan", "1", null, 0, Map.of("owner", "ann"));

        entity.done(signal("add", "\"c\""), new Incoming(new Origin.Client(null), release));

        assertThat(entity.json()).isEqualTo("\"ab\"");
    }

    @Test
    @DisplayName("After the release there is room again")
    void room_again() {
        afterRelease();
        entity.done(lock(BEN, "2"), signal("add", "\"c\""));
        entity.done(unlock(BEN, "2"));

        assertThat(entity.json()).isEqualTo("\"abc\"");
    }

    @Test
    @DisplayName("A client learns of it by a BusyException: nothing was accepted")
    void client() {
        var durable = new FakeDurableClient();
        durable.answer = Response.failed(FailureDetails.of("EntityBusy", FULL, false));
        var client = new DefaultEntityClient(durable, new EntityClientSettings(1_000, 4));

        assertThat(client.signal(entity.id, "add"))
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .withCauseInstanceOf(BusyException.class)
                .withMessageContaining(FULL);
    }
}
