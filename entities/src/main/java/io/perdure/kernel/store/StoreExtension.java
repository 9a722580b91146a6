package io.perdure.kernel.store;

import akka.actor.AbstractExtensionId;
import akka.actor.ClassicActorSystemProvider;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Carries the open {@link Store} to the journal plugin, which Akka creates by name. Who starts an actor system installs
 * the store before the first persistent actor starts, and closes it after the system has ended. Thread-safe.
 */
public final class StoreExtension implements Extension {
    private static final Id ID = new Id();

    private final String system;
    private final FreshJournals fresh = new FreshJournals();
    private final AtomicReference<@Nullable Store> store = new AtomicReference<>();

    private StoreExtension(String system) {
        this.system = system;
    }

    /**
     * Gives the actor system, classic or typed, its store.
     *
     * @throws IllegalStateException when it has another one already
     */
    public static void install(ClassicActorSystemProvider system, Store store) {
        StoreExtension extension = ID.get(system);
        if (!extension.store.compareAndSet(null, store) && extension.store.get() != store) {
            throw new IllegalStateException(
                    "Actor system '%s' has a store already (expected: one store per actor system, installed once)"
                            .formatted(extension.system));
        }
    }

    /**
     * The store of the actor system.
     *
     * @throws IllegalStateException when none was installed
     */
    public static Store of(ClassicActorSystemProvider system) {
        StoreExtension extension = ID.get(system);
        Store store = extension.store.get();
        if (store == null) {
            throw new IllegalStateException(
                    "Actor system '%s' has no store (expected: StoreExtension.install(system, store) before the first persistent actor starts)"
                            .formatted(extension.system));
        }
        return store;
    }

    /** The actor system's journals that need not be read. */
    public static FreshJournals freshJournals(ClassicActorSystemProvider system) {
        return ID.get(system).fresh;
    }

    private static final class Id extends AbstractExtensionId<StoreExtension> {
        @Override
        public StoreExtension createExtension(ExtendedActorSystem system) {
            return new StoreExtension(system.name());
        }
    }
}
