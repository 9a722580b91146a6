package io.perdure.entities.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdure.entities.EntityId;
import io.perdure.entities.EntityMetadata;
import io.perdure.failures.PerdureException;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.Message;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Questions about one entity; none creates it (E-15, E-101). */
final class EntityReads {

    private final DurableClient durable;
    private final Json json;

    EntityReads(DurableClient durable, Json json) {
        this.durable = durable;
        this.json = json;
    }

    CompletableFuture<Optional<String>> state(EntityId id) {
        var question = Message.of(EntityMessages.READ_STATE, id.name(), null);
        return Futures.map(
                durable.read(EntityMessages.addressOf(id), question), view -> Optional.ofNullable(result(id, view)));
    }

    /** Also of an entity that does not exist: see {@link EntityMetadata#exists}. */
    CompletableFuture<EntityMetadata> metadata(EntityId id, boolean fetchState) {
        Map<String, String> attributes = fetchState ? Map.of(EntityMessages.FETCH_STATE, "true") : Map.of();
        var question = new Message(EntityMessages.READ_METADATA, id.name(), null, 0, attributes);
        return Futures.map(
                durable.read(EntityMessages.addressOf(id), question), view -> metadata(id, fetchState, view));
    }

    private EntityMetadata metadata(EntityId id, boolean fetchState, DurableClient.View view) throws Exception {
        String text = result(id, view);
        EntityFacts facts = text == null ? null : json.read(text, EntityFacts.class);
        if (facts == null) {
            throw new PerdureException("Entity %s gave no metadata.".formatted(id));
        }
        JsonNode state = facts.state();
        return new EntityMetadata(
                id,
                Instant.ofEpochMilli(facts.lastOperationAt()),
                view.backlog() + facts.queued() + facts.scheduled(),
                facts.lockedBy(),
                facts.exists(),
                fetchState,
                state == null || state.isNull() ? null : state);
    }

    private static @Nullable String result(EntityId id, DurableClient.View view) {
        if (view.answer().failure() != null) {
            throw new PerdureException("Entity %s cannot be read: %s"
                    .formatted(id, view.answer().failure().summary()));
        }
        return view.answer().result();
    }
}
