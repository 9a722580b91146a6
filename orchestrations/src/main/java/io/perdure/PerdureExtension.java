package io.perdure;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Remembers which Perdure runs on an actor system: there is at most one. */
final class PerdureExtension implements Extension {

    private static final class Id extends ExtensionId<PerdureExtension> {
        private static final Id INSTANCE = new Id();

        @Override
        public PerdureExtension createExtension(ActorSystem<?> system) {
            return new PerdureExtension(system.name());
        }
    }

    private final String system;
    private final AtomicReference<@Nullable Perdure> running = new AtomicReference<>();

    private PerdureExtension(String system) {
        this.system = system;
    }

    static PerdureExtension of(ActorSystem<?> system) {
        return Id.INSTANCE.apply(system);
    }

    void started(Perdure perdure) {
        running.set(perdure);
    }

    /** Before anything is opened: a second Perdure on one system would fight over its shards. */
    void mustBeFree() {
        if (running.get() != null) {
            throw new IllegalStateException(
                    "Perdure was started on actor system '%s' already (expected: once; Perdure.get(system) gives it)."
                            .formatted(system));
        }
    }

    Perdure running() {
        Perdure perdure = running.get();
        if (perdure == null) {
            throw new IllegalStateException(
                    "Perdure does not run on actor system '%s' (expected: Perdure.on(system, modules) before)."
                            .formatted(system));
        }
        return perdure;
    }
}
