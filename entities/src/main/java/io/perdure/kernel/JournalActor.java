package io.perdure.kernel;

import akka.actor.typed.BackoffSupervisorStrategy;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.EventAdapter;
import akka.persistence.typed.EventSeq;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.SnapshotCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.Recovery;
import akka.persistence.typed.javadsl.SignalHandler;
import io.perdure.kernel.store.FreshJournals;
import io.perdure.kernel.store.JournalTables;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The journal's side of a durable actor: recovers the state, then persists one step at a time and reports each. Any
 * failure of the journal stops it, and its parent decides what to believe.
 */
final class JournalActor<S, D> extends EventSourcedBehavior<Write<S, D>, StepEvent<D>, DurableState<S>> {

    /**
     * Ends at the first failure, which the parent hears of. A stop by itself would write a stack into the log, of each
     * instance and at each attempt: a flood when the database is away. See {@link JournalLosses}.
     */
    private static final BackoffSupervisorStrategy ENDS_QUIETLY = SupervisorStrategy.restartWithBackoff(
                    Duration.ofMillis(1), Duration.ofMillis(1), 0)
            .withMaxRestarts(0)
            .withLoggingEnabled(false);

    /** Told to the parent. */
    interface Listener<S> {
        void recovered(DurableState<S> state, long version);

        void committed(DurableState<S> state, long version);

        void trim(JournalTables.Trim trim);
    }

    private final DurableLogic<S, D> logic;
    private final KernelCodec<S, D> codec;
    private final KernelSettings settings;
    private final Address self;
    private final Listener<S> listener;
    private final ActorContext<Write<S, D>> context;
    private final String persistenceId;
    private final SnapshotPolicy snapshots;
    private final boolean fresh;

    /** The step under way. */
    private @Nullable Write<S, D> writing;

    /** @param fresh whether there is nothing to read, and the journal plugin knows; see {@link FreshJournals} */
    static <S, D> Behavior<Write<S, D>> create(
            Address self,
            DurableLogic<S, D> logic,
            KernelCodec<S, D> codec,
            KernelSettings settings,
            SnapshotPolicy snapshots,
            Listener<S> listener,
            boolean fresh) {
        return Behaviors.setup(
                context -> new JournalActor<>(context, self, logic, codec, settings, snapshots, listener, fresh));
    }

    private JournalActor(
            ActorContext<Write<S, D>> context,
            Address self,
            DurableLogic<S, D> logic,
            KernelCodec<S, D> codec,
            KernelSettings settings,
            SnapshotPolicy snapshots,
            Listener<S> listener,
            boolean fresh) {
        super(PersistenceId.ofUniqueId(persistenceId(settings.hub(), self)), ENDS_QUIETLY);
        this.context = context;
        this.persistenceId = persistenceId(settings.hub(), self);
        this.self = self;
        this.logic = logic;
        this.codec = codec;
        this.settings = settings;
        this.snapshots = snapshots;
        this.listener = listener;
        this.fresh = fresh;
    }

    static String persistenceId(String hub, Address address) {
        return hub + '/' + address.text();
    }

    /** Plugins of ours: Akka merges all that is said of them for each actor, and theirs say a lot. */
    @Override
    public String journalPluginId() {
        return "perdure-journal";
    }

    @Override
    public String snapshotPluginId() {
        return "perdure-snapshots";
    }

    @Override
    public Recovery recovery() {
        return fresh ? Recovery.disabled() : super.recovery();
    }

    @Override
    public DurableState<S> emptyState() {
        return DurableState.initial(logic.initial(self));
    }

    @Override
    public CommandHandler<Write<S, D>, StepEvent<D>, DurableState<S>> commandHandler() {
        return (state, write) -> {
            writing = write;
            return Effect()
                    .persist(write.event())
                    .thenRun((DurableState<S> after) -> listener.committed(after, snapshots.committed()));
        };
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very event that is being written, and none that is read
    public EventHandler<DurableState<S>, StepEvent<D>> eventHandler() {
        return (state, event) -> writing != null && writing.event() == event
                ? writing.after()
                : state.after(event, logic, settings.limits());
    }

    @Override
    public EventAdapter<StepEvent<D>, Stored> eventAdapter() {
        return new EventAdapter<>() {
            @Override
            public Stored toJournal(StepEvent<D> event) {
                byte[] bytes = codec.encode(event);
                snapshots.event(bytes.length);
                return new Stored(KernelCodec.STEP, bytes, settings.hub(), writing == null ? null : writing.row());
            }

            @Override
            public String manifest(StepEvent<D> event) {
                return "";
            }

            @Override
            public EventSeq<StepEvent<D>> fromJournal(Stored stored, String manifest) {
                snapshots.event(stored.bytes().length);
                return EventSeq.single(codec.decodeEvent(stored.bytes(KernelCodec.STEP)));
            }
        };
    }

    @Override
    public SnapshotAdapter<DurableState<S>> snapshotAdapter() {
        return new SnapshotAdapter<>() {
            @Override
            public Object toJournal(DurableState<S> state) {
                byte[] bytes = codec.encode(state);
                snapshots.snapshot(bytes.length);
                return Stored.of(KernelCodec.STATE, bytes);
            }

            @Override
            public DurableState<S> fromJournal(Object stored) {
                byte[] bytes = ((Stored) stored).bytes(KernelCodec.STATE);
                snapshots.snapshot(bytes.length);
                return codec.decodeState(bytes);
            }
        };
    }

    @Override
    public boolean shouldSnapshot(DurableState<S> state, StepEvent<D> event, long sequenceNumber) {
        return snapshots.isDue();
    }

    @Override
    public SignalHandler<DurableState<S>> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), state -> {
                    long version = lastSequenceNumber(context);
                    if (fresh && version > 0) {
                        throw new IllegalStateException(
                                "%s was taken for new and is at version %d; it is read.".formatted(self, version));
                    }
                    snapshots.recovered(version);
                    listener.recovered(state, version);
                })
                .onSignal(SnapshotCompleted.class, (state, done) -> {
                    var trim = snapshots.taken(
                            persistenceId, done.getSnapshotMetadata().sequenceNr());
                    if (trim != null) {
                        listener.trim(trim);
                    }
                })
                .build();
    }
}
