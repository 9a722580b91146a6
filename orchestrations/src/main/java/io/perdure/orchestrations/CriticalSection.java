package io.perdure.orchestrations;

import io.perdure.entities.EntityId;
import java.util.List;

/** Entities held by an orchestration; closing releases them. A second close does nothing (E-79). */
public interface CriticalSection extends AutoCloseable {

    /** What is held, in order. */
    List<EntityId> entities();

    @Override
    void close();
}
