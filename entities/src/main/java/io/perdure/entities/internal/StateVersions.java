package io.perdure.entities.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.perdure.entities.EntityId;
import io.perdure.entities.StateSchema;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Brings a stored state up to the version that the code knows. */
final class StateVersions {

    private static final String SAFE = "Its state and its messages are kept.";

    private final Json json;

    StateVersions(Json json) {
        this.json = json;
    }

    /**
     * The state in the code's version.
     *
     * @throws UnreadableStateException when there is no way from the stored version to the code's
     */
    @Nullable
    String current(EntityId id, @Nullable String stored, int version, StateSchema schema) {
        if (stored == null || version == schema.version()) {
            return stored;
        }
        if (version > schema.version()) {
            throw new UnreadableStateException(
                    "State of %s has schema version %d, but the code here knows versions up to %d. Deploy code with StateSchema.version(%d) or newer. %s"
                            .formatted(id, version, schema.version(), version, SAFE),
                    null);
        }
        JsonNode state = parse(id, stored, version);
        for (int from = version; from < schema.version(); from++) {
            state = migrate(id, state, from, schema);
        }
        return state.isNull() || state.isMissingNode() ? null : state.toString();
    }

    private JsonNode migrate(EntityId id, JsonNode state, int from, StateSchema schema) {
        UnaryOperator<JsonNode> step = schema.migrations().get(from);
        if (step == null) {
            throw new UnreadableStateException(
                    "State of %s needs a migration from schema version %d to %d (the code's version is %d), and there is none. Add StateSchema.migrate(%d, …). %s"
                            .formatted(id, from, from + 1, schema.version(), from, SAFE),
                    null);
        }
        try {
            JsonNode next = step.apply(state);
            if (next == null) {
                throw new IllegalStateException(
                        "it gave null; expected: a JSON value, JSON's null to delete the state");
            }
            return next;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new UnreadableStateException(
                    "State of %s: the migration from schema version %d to %d failed: %s. Mend StateSchema.migrate(%d, …). %s"
                            .formatted(id, from, from + 1, e, from, SAFE),
                    e);
        }
    }

    private JsonNode parse(EntityId id, String stored, int version) {
        try {
            return json.tree(stored);
        } catch (JsonProcessingException e) {
            throw new UnreadableStateException(
                    "State of %s in schema version %d is not JSON (%s). %s"
                            .formatted(id, version, Misfit.place(e), SAFE),
                    e);
        }
    }

    /** For states of the right version that the type does not take. */
    static UnreadableStateException misfit(EntityId id, int version, String type, Misfit why) {
        return new UnreadableStateException(
                "State of %s (schema version %d) cannot be read as %s: %s Deploy code that can read it, raise the schema version with a migration, or purge the entity. %s"
                        .formatted(id, version, type, why.text(), SAFE),
                why.ownFailure());
    }
}
