package io.perdure.entities.internal;

import io.perdure.entities.EntityContext;
import io.perdure.entities.EntityId;
import io.perdure.entities.Operation;
import io.perdure.entities.StartOptions;
import io.perdure.kernel.Address;
import io.perdure.kernel.Message;
import io.perdure.kernel.Outgoing;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The context of one operation, and the operation itself. */
final class OperationContext implements EntityContext, Operation {

    private final OperationScope scope;
    private final StateAccess state;
    private final String operation;
    private final OperationInput input;

    OperationContext(OperationScope scope, StateAccess state, String operation, OperationInput input) {
        this.scope = scope;
        this.state = state;
        this.operation = operation;
        this.input = input;
    }

    /** The same transaction under another operation's name (E-45). */
    OperationContext inline(String other, @Nullable Object value) {
        scope.check();
        return new OperationContext(scope, state, other, OperationInput.ofValue(scope.json, scope.id, other, value));
    }

    OperationInput rawInput() {
        return input;
    }

    @Override
    public EntityId id() {
        return scope.id;
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public String name() {
        return operation;
    }

    @Override
    public EntityContext context() {
        return this;
    }

    @Override
    public Optional<String> sender() {
        return scope.sender();
    }

    @Override
    public Instant now() {
        return scope.now;
    }

    @Override
    public boolean hasInput() {
        return input.present();
    }

    @Override
    public <T> @Nullable T input(Class<T> type) {
        scope.check();
        return input.read(type);
    }

    @Override
    public boolean hasState() {
        scope.check();
        return state.has();
    }

    @Override
    public <T> @Nullable T state(Class<T> type) {
        scope.check();
        return state.get(type);
    }

    @Override
    public <T> T state(Class<T> type, Supplier<T> initial) {
        T present = state(type);
        return present == null ? initial.get() : present;
    }

    @Override
    public void setState(@Nullable Object newState) {
        scope.check();
        state.set(newState);
    }

    @Override
    public void deleteState() {
        setState(null);
    }

    @Override
    public void signal(EntityId target, String name, @Nullable Object value) {
        send(target, name, value, 0);
    }

    @Override
    public void signal(EntityId target, String name, @Nullable Object value, Instant at) {
        send(target, name, value, millis(at, "Time of signal '%s' to %s".formatted(name, target)));
    }

    private void send(EntityId target, String name, @Nullable Object value, long dueAt) {
        scope.check();
        Objects.requireNonNull(target, "Target of a signal: null (expected: an entity id)");
        EntityMessages.checkOperation(name);
        String body = scope.payload(value, "Input of signal '%s' from %s to %s".formatted(name, scope.id, target));
        scope.send(new Outgoing(
                EntityMessages.addressOf(target), new Message(EntityMessages.SIGNAL, name, body, dueAt, Map.of())));
    }

    @Override
    public <T> T entity(Class<T> operations, String key) {
        return entity(operations, EntityId.of(operations, key));
    }

    @Override
    public <T> T entity(Class<T> operations, EntityId target) {
        scope.check();
        return operations.cast(OperationsInterface.of(operations).proxy((call, value) -> {
            signal(target, call.operation(), value);
            return call.nothing();
        }));
    }

    @Override
    public String startOrchestration(String name, @Nullable Object value, StartOptions options) {
        scope.check();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("Orchestrator name: empty (expected: a name).");
        }
        String instance = options.instanceId() == null ? InstanceIds.random() : InstanceIds.check(options.instanceId());
        String body = scope.payload(value, "Input of orchestration '%s' started by %s".formatted(name, scope.id));
        Map<String, String> attributes = new HashMap<>();
        if (options.version() != null) {
            attributes.put(EntityMessages.VERSION, options.version());
        }
        if (options.startAt() != null) {
            attributes.put(EntityMessages.START_AT, options.startAt().toString());
        }
        scope.send(new Outgoing(
                new Address(EntityMessages.ORCHESTRATION_KIND, "", instance),
                new Message(EntityMessages.START, name, body, 0, attributes)));
        return instance;
    }

    /** Epoch milliseconds as messages carry them: 0, or anything before the epoch, is at once. */
    static long millis(Instant at, String what) {
        if (at.isBefore(Instant.EPOCH)) {
            return 0;
        }
        try {
            // Up to the next millisecond: a signal must not come before its time (E-53).
            return at.plusNanos(999_999).toEpochMilli();
        } catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "%s: %s (expected: a time that fits milliseconds).".formatted(what, at), e);
        }
    }
}
