package io.perdure.entities.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.perdure.entities.EntityId;
import io.perdure.kernel.Outgoing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one operation, in line ones included: what it sends, and until when and on which thread its context
 * may be used. A context that escapes must not send into another operation's transaction.
 */
final class OperationScope {

    final EntityId id;
    final Instant now;
    final Json json;
    private final @Nullable String sender;
    private final PayloadLimit limit;
    private final Thread owner = Thread.currentThread();
    private final List<Outgoing> sent = new ArrayList<>();
    private boolean open = true;

    OperationScope(EntityId id, Instant now, @Nullable String sender, Json json, PayloadLimit limit) {
        this.id = id;
        this.now = now;
        this.sender = sender;
        this.json = json;
        this.limit = limit;
    }

    void check() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException(
                    "The context of an operation of %s was used on thread '%s' (expected: only on the operation's own, '%s')."
                            .formatted(id, Thread.currentThread().getName(), owner.getName()));
        }
        if (!open) {
            throw new IllegalStateException(
                    "The context of an operation of %s was used after the operation had ended.".formatted(id));
        }
    }

    void close() {
        open = false;
    }

    Optional<String> sender() {
        return Optional.ofNullable(sender);
    }

    void send(Outgoing message) {
        sent.add(message);
    }

    List<Outgoing> sent() {
        return sent;
    }

    /** @throws IllegalArgumentException when the value cannot be written, or is too large to be sent */
    @Nullable
    String payload(@Nullable Object value, String what) {
        try {
            return limit.check(json.write(value), what);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("%s cannot be written as JSON: %s".formatted(what, Json.reason(e)), e);
        }
    }
}
