package io.perdure.kernel.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Journals that are empty because their ids have just been made up, so that nothing needs to be read to recover them. Of one
 * actor system; thread-safe.
 */
public final class FreshJournals {
    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    FreshJournals() {}

    /** The next recovery of that id finds nothing, without looking. */
    public void add(String persistenceId) {
        ids.add(persistenceId);
    }

    /** From now on the journal is looked at. */
    public void remove(String persistenceId) {
        ids.remove(persistenceId);
    }

    boolean contains(String persistenceId) {
        return ids.contains(persistenceId);
    }
}
