package io.perdure.kernel;

import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.ActorContext;
import io.perdure.kernel.store.JournalTables;
import org.jspecify.annotations.Nullable;

/** A durable actor's hold on its journal, through a child that is started anew after each loss. Not thread-safe. */
final class JournalLink<S, D> {

    /** The journal has been read. */
    record Recovered(int load, DurableState<?> state, long version) implements DurableActor.Internal {}

    /** A write has landed. */
    record Committed(DurableState<?> state, long version) implements DurableActor.Internal {}

    private final ActorContext<Command> context;
    private final Address self;
    private final DurableActor.Parts<S, D> parts;
    private final String id;

    private @Nullable ActorRef<Write<S, D>> journal;
    private int loads;

    JournalLink(ActorContext<Command> context, Address self, DurableActor.Parts<S, D> parts) {
        this.context = context;
        this.self = self;
        this.parts = parts;
        this.id = JournalActor.persistenceId(parts.settings().hub(), self);
    }

    String id() {
        return id;
    }

    /** Begins to read; the owner gets {@link Recovered}. */
    void load() {
        parts.fresh().remove(id);
        open(false);
    }

    /** As {@link #load}, for a journal that has just been made up. */
    void loadNothing() {
        parts.fresh().add(id);
        open(true);
    }

    private void open(boolean fresh) {
        int load = loads;
        var owner = context.getSelf();
        var listener = new JournalActor.Listener<S>() {
            @Override
            public void recovered(DurableState<S> state, long version) {
                owner.tell(new Recovered(load, state, version));
            }

            @Override
            public void committed(DurableState<S> state, long version) {
                owner.tell(new Committed(state, version));
            }

            @Override
            public void trim(JournalTables.Trim trim) {
                parts.trimmer().trim(trim);
            }
        };
        journal = context.spawnAnonymous(
                JournalActor.create(
                        self,
                        parts.logic(),
                        parts.codec(),
                        parts.settings(),
                        new SnapshotPolicy(parts.settings(), System::currentTimeMillis),
                        listener,
                        fresh),
                DispatcherSelector.sameAsParent());
        context.watch(journal);
    }

    /** Whether that is the present journal's, and not one's that was lost. */
    boolean isPresent(Recovered recovered) {
        parts.fresh().remove(id);
        return recovered.load() == loads;
    }

    /** Whether that was the journal, which is then lost. */
    boolean isLost(Terminated end) {
        if (journal == null || !end.getRef().path().equals(journal.path())) {
            return false;
        }
        journal = null;
        loads++;
        return true;
    }

    void persist(Write<S, D> write) {
        if (journal != null) {
            journal.tell(write);
        }
    }
}
