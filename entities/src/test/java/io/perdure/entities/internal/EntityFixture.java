package io.perdure.entities.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.perdure.entities.EntityFunction;
import io.perdure.entities.EntityId;
import io.perdure.entities.StateSchema;
import io.perdure.failures.FailureDetails;
import io.perdure.kernel.Address;
import io.perdure.kernel.Batch;
import io.perdure.kernel.Incoming;
import io.perdure.kernel.Message;
import io.perdure.kernel.Origin;
import io.perdure.kernel.Outcome;
import io.perdure.kernel.Outgoing;
import io.perdure.kernel.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * One entity without actors: steps run at once on the caller's thread, and every delta and state goes through real CBOR
 * before it is believed.
 */
final class EntityFixture {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final Address ORCHESTRATION = new Address("orchestration", "", "o-17");
    static final EntitySettings SETTINGS =
            new EntitySettings(5_000, true, true, 100_000, 1_000_000, 10_000, Duration.ofMinutes(1));

    private static final ObjectMapper CBOR =
            CBORMapper.builder().addModule(new ParameterNamesModule()).build();

    final EntityRegistryImpl registry = new EntityRegistryImpl();
    final List<Outgoing> outgoing = new ArrayList<>();
    final List<Outcome.Late> late = new ArrayList<>();
    EntityId id = new EntityId("counter", "a");
    EntitySettings settings = SETTINGS;
    Executor executor = Runnable::run;
    EntityState state = EntityState.INITIAL;
    EntityDelta lastDelta = EntityDelta.NOTHING;
    Instant now = NOON;

    static EntityFixture of(Class<?> type) {
        var fixture = new EntityFixture();
        fixture.registry.entity(type);
        fixture.id = EntityId.of(type, "a");
        return fixture;
    }

    static <T> EntityFixture of(Class<T> type, Supplier<T> factory) {
        var fixture = new EntityFixture();
        fixture.registry.entity(type, factory);
        fixture.id = EntityId.of(type, "a");
        return fixture;
    }

    static EntityFixture of(EntityFunction function) {
        return of(function, StateSchema.FIRST);
    }

    static EntityFixture of(EntityFunction function, StateSchema schema) {
        var fixture = new EntityFixture();
        fixture.registry.entity("Counter", function, schema);
        return fixture;
    }

    /** Appends the input of {@code add} to the state and returns all of it; {@code fail} throws. */
    static EntityFixture notes() {
        return of(context -> {
            if (context.operation().equals("fail")) {
                throw new IllegalStateException("no");
            }
            context.setState(context.state(String.class, () -> "") + context.input(String.class));
            return context.state(String.class);
        });
    }

    EntityFixture with(EntitySettings other) {
        settings = other;
        return this;
    }

    EntityFixture withoutRollback() {
        return with(new EntitySettings(
                5_000,
                false,
                true,
                SETTINGS.maxPayloadBytes(),
                SETTINGS.maxStateBytes(),
                10_000,
                Duration.ofMinutes(1)));
    }

    EntityFixture withState(String json, int schema) {
        state = new EntityState(json, schema, Schedule.NONE, 1, null);
        return this;
    }

    EntityLogic logic() {
        return new EntityLogic(registry, settings, executor);
    }

    // Messages.

    static Incoming call(String operation, String input) {
        return new Incoming(new Origin.Client(null), Message.of("call", operation, input));
    }

    static Incoming call(String operation) {
        return call(operation, null);
    }

    static Incoming signal(String operation, String input) {
        return new Incoming(new Origin.Client(null), Message.of("signal", operation, input));
    }

    static Incoming signal(String operation) {
        return signal(operation, null);
    }

    static Incoming scheduled(String operation, String input, Instant at) {
        return new Incoming(
                new Origin.Client(null), new Message("signal", operation, input, at.toEpochMilli(), Map.of()));
    }

    static Incoming callFrom(Address sender, String callId, String operation, String input) {
        return new Incoming(
                new Origin.Durable(sender, 1), new Message("call", operation, input, 0, Map.of("callId", callId)));
    }

    static Incoming signalFrom(Address sender, String operation, String input) {
        return new Incoming(new Origin.Durable(sender, 1), Message.of("signal", operation, input));
    }

    static Incoming lock(Address owner, String callId) {
        return new Incoming(new Origin.Durable(owner, 1), Message.of("lock", callId, null));
    }

    static Incoming unlock(Address owner, String callId) {
        return new Incoming(new Origin.Durable(owner, 1), Message.of("unlock", callId, null));
    }

    static Incoming callOf(String requestId, long ticket, String operation, String input) {
        return new Incoming(new Origin.Client(requestId, ticket), Message.of("call", operation, input));
    }

    static Address orchestration(String id) {
        return new Address("orchestration", "", id);
    }

    // Steps.

    Outcome<EntityDelta> step(Incoming... messages) {
        var outcomes = new ArrayList<Outcome<EntityDelta>>();
        try (var stepper = logic().open(EntityMessages.addressOf(id), message -> {})) {
            stepper.step(new Batch<>(state, now, List.of(messages)), outcomes::add);
        }
        assertThat(outcomes).hasSize(1);
        if (outcomes.get(0) instanceof Outcome.Done<EntityDelta> done) {
            commit(done);
        }
        return outcomes.get(0);
    }

    private void commit(Outcome.Done<EntityDelta> done) {
        assertThat(done.responses()).hasSize(done.consumed());
        lastDelta = done.delta() == null ? EntityDelta.NOTHING : done.delta();
        EntityState next = logic().apply(state, lastDelta);
        assertThat(logic().apply(stored(state), stored(lastDelta))).isEqualTo(next);
        assertThat(stored(next)).isEqualTo(next);
        state = next;
        outgoing.addAll(done.outgoing());
        late.addAll(done.late());
    }

    @SuppressWarnings("unchecked")
    static <T> T stored(T value) {
        try {
            return (T) CBOR.readValue(CBOR.writeValueAsBytes(value), value.getClass());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T decoded(byte[] cbor, Class<T> type) {
        try {
            return CBOR.readValue(cbor, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] encoded(Object value) {
        try {
            return CBOR.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who was told that it holds the entity, in order, as {@code owner/callId}. */
    List<String> grants() {
        return outgoing.stream()
                .filter(out -> out.message().verb().equals("granted"))
                .map(out -> out.to().key() + '/' + out.message().name())
                .toList();
    }

    boolean wantsStep() {
        Instant at = logic().summarise(state).wakeAt();
        return at != null && !at.isAfter(now);
    }

    Outcome.Done<EntityDelta> done(Incoming... messages) {
        return (Outcome.Done<EntityDelta>) step(messages);
    }

    Outcome.Refused<EntityDelta> refused(Incoming... messages) {
        return (Outcome.Refused<EntityDelta>) step(messages);
    }

    List<Response> responses(Incoming... messages) {
        return done(messages).responses();
    }

    /** The result of one call, on its own. */
    String result(String operation, String input) {
        Response response = responses(call(operation, input)).get(0);
        assertThat(response.failure()).isNull();
        return response.result();
    }

    String result(String operation) {
        return result(operation, null);
    }

    FailureDetails failure(String operation, String input) {
        Response response = responses(call(operation, input)).get(0);
        assertThat(response.failure()).isNotNull();
        return response.failure();
    }

    FailureDetails failure(String operation) {
        return failure(operation, null);
    }

    String json() {
        return state.json();
    }
}
