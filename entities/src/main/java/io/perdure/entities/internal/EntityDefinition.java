package io.perdure.entities.internal;

import io.perdure.entities.EntityId;
import io.perdure.entities.StateSchema;

/** One registered entity: how its operations run. */
interface EntityDefinition {

    /** As registered, case kept. */
    String name();

    /** What it was registered as, for messages. */
    String source();

    StateSchema schema();

    /** For one batch; has no state before {@link LiveEntity#reset}. */
    LiveEntity open(EntityId id);
}
