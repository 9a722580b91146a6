package io.perdure.gateway;

import io.perdure.entities.EntityId;
import io.perdure.entities.EntityNotRegisteredException;
import io.perdure.entities.RequestOptions;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the entity resources read alike from a request: which entity, which operation, under what conditions. */
final class EntityPaths {
    /** {@code runtime/webhooks/durabletask/entities}, then name and key. */
    static final int NAME = 4;

    private static final int KEY = 5;
    /** In a path, a key that is empty cannot be seen (H-93). */
    private static final String EMPTY_KEY = "$";

    private final Engine engine;

    EntityPaths(Engine engine) {
        this.engine = engine;
    }

    /** @throws RuntimeException when name or key are missing or wrong (400), or the name is not registered (404; H-97) */
    EntityId id(Exchange exchange) {
        if (exchange.length() <= KEY || exchange.segment(KEY).isEmpty()) {
            throw Refusal.badRequest("Entity key: missing (expected: …/entities/{name}/{key}, '$' for the empty key).");
        }
        String key = exchange.segment(KEY);
        EntityId id = EntityId.of(exchange.segment(NAME), key.equals(EMPTY_KEY) ? "" : key);
        if (!engine.isEntity(id.name())) {
            throw new EntityNotRegisteredException(
                    exchange.segment(NAME),
                    engine.entityNames().stream().sorted().toList());
        }
        return id;
    }

    /** The name in a list's path, lower case; null for all. */
    static @Nullable String name(Exchange exchange) {
        if (exchange.length() <= NAME) {
            return null;
        }
        // An id checks its name: the rules are in one place.
        return EntityId.of(exchange.segment(NAME).toLowerCase(Locale.ROOT), "").name();
    }

    /** An empty name is a name (H-94). */
    static String operation(Exchange exchange) {
        String operation = exchange.query().text("op");
        return operation == null ? "" : operation;
    }

    /**
     * As {@link Exchange#options}, with the time that a scheduled signal waits for (H-98).
     *
     * @throws Refusal when it is no date: an operation must not run at once because its date was misspelt
     */
    static RequestOptions scheduled(Exchange exchange) {
        RequestOptions options = exchange.options();
        Instant at = exchange.query().exactDate("at");
        return at == null ? options : options.at(at);
    }
}
