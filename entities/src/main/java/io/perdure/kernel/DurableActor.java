package io.perdure.kernel;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.perdure.kernel.Alarms.Tick;
import io.perdure.kernel.store.FreshJournals;
import io.perdure.kernel.store.InstanceRow;
import io.perdure.kernel.store.JournalTables;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The sharded actor of one durable instance: runs a {@link DurableCore} against real journal, index, clock and shard
 * region. Owns the inbox; a child owns the journal.
 */
final class DurableActor<S, D> extends AbstractBehavior<Command> {

    /** Messages of the actor to itself. */
    non-sealed interface Internal extends Command {}

    private record Stepped(long step, Outcome<?> outcome) implements Internal {}

    private record Recovered(int load, DurableState<?> state, long version) implements Internal {}

    private record Committed(DurableState<?> state, long version) implements Internal {}

    /** Of the logic's live side, by its inlet. */
    private record Offered(Message message) implements Internal {}

    private record ErasedFromStore(boolean done) implements Internal {}

    /** Stop: the shard moves, or agreed to let the instance leave memory. */
    enum Stop implements Internal {
        NOW
    }

    private static final SplittableRandom IDS = new SplittableRandom();

    private final Address self;
    private final DurableLogic<S, D> logic;
    private final Parts<S, D> parts;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final Alarms alarms;
    private final DurableLogic.Stepper<S, D> stepper;
    private final DurableCore<S, D, ActorRef<Reply>> core;
    private final SplittableRandom random;

    private @Nullable ActorRef<Write<S, D>> journal;
    private int loads;
    private long steps;
    private boolean begun;
    private boolean leaving;
    private boolean stopping;

    /** What the actors of one kind share on a node. */
    record Parts<S, D>(
            DurableLogic<S, D> logic,
            KernelCodec<S, D> codec,
            KernelSettings settings,
            Post post,
            IndexWriter index,
            Trimmer trimmer,
            FreshJournals fresh) {}

    static <S, D> Behavior<Command> create(
            Address self, Parts<S, D> parts, ActorRef<ClusterSharding.ShardCommand> shard) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new DurableActor<>(context, timers, self, parts, shard)));
    }

    private DurableActor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Address self,
            Parts<S, D> parts,
            ActorRef<ClusterSharding.ShardCommand> shard) {
        super(context);
        this.self = self;
        this.logic = parts.logic();
        this.parts = parts;
        this.shard = shard;
        synchronized (IDS) {
            this.random = IDS.split();
        }
        var me = context.getSelf();
        this.stepper = logic.open(self, message -> me.tell(new Offered(message)));
        this.core = new DurableCore<>(self, logic, parts.settings(), new Real());
        this.alarms = new Alarms(timers, parts.settings(), core);
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Command.Request.class, this::onRequest)
                .onMessage(Committed.class, m -> work(() -> core.committed(own(m.state()), m.version())))
                .onMessage(Stepped.class, this::onStepped)
                .onMessage(Offered.class, m -> work(() -> core.offered(m.message())))
                .onMessage(Command.Question.class, m -> work(() -> core.question(m.message(), m.replyTo())))
                .onMessage(
                        Command.Await.class, m -> work(() -> core.await(m.message(), m.patienceMillis(), m.replyTo())))
                .onMessage(Command.Deliver.class, m -> work(() -> core.deliver(m.from(), m.cleared(), m.messages())))
                .onMessage(Command.Acknowledge.class, m -> work(() -> core.acknowledged(m.by(), m.upTo())))
                .onMessage(Command.MustClear.class, m -> work(() -> core.mustClear(m.by(), m.floor())))
                .onMessage(Command.Forget.class, m -> quietly(() -> core.mayForget(m.from(), m.upTo())))
                .onMessage(Command.Wake.class, m -> quietly(() -> core.wake(m.version())))
                .onMessage(Command.Erase.class, m -> work(() -> core.erase(m.wish(), m.replyTo())))
                .onMessage(Recovered.class, this::onRecovered)
                .onMessage(ErasedFromStore.class, m -> work(() -> core.erased(m.done())))
                .onMessage(Tick.class, this::onTick)
                .onMessage(Stop.class, m -> onStop())
                .onSignal(Terminated.class, this::onJournalLost)
                .onSignal(akka.actor.typed.PostStop.class, signal -> {
                    stepper.close();
                    return this;
                })
                .build();
    }

    private Behavior<Command> onRequest(Command.Request request) {
        if (request.fresh() && !begun) {
            beginFresh();
        }
        return work(() -> core.request(asked(request)));
    }

    /**
     * Nothing is to be read, so that nobody has to wait for it: the journal takes steps when it is ready. Should there be
     * something all the same, it refuses the first one, and is read.
     */
    private void beginFresh() {
        begun = true;
        parts.fresh().add(JournalActor.persistenceId(parts.settings().hub(), self));
        load(true);
        core.ready(DurableState.initial(logic.initial(self)), 0);
    }

    private Behavior<Command> work(Runnable call) {
        alarms.touched();
        return quietly(call);
    }

    /** As {@link #work}, but does not count as use: what the waker or a lazy sender does keeps nobody in memory. */
    private Behavior<Command> quietly(Runnable call) {
        if (!begun) {
            begun = true;
            load(false);
        }
        call.run();
        return after();
    }

    /** After every call of the core: timers, and the end. */
    private Behavior<Command> after() {
        if (stopping && core.isBetweenSteps()) {
            return stop();
        }
        if (leaving) {
            leaving = false;
            shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
        }
        alarms.set();
        return this;
    }

    private Behavior<Command> onTick(Tick tick) {
        if (tick == Tick.IDLE) {
            alarms.idle();
        } else if (tick == Tick.RESEND) {
            alarms.resend();
        } else if (tick == Tick.WAKE) {
            alarms.wake();
        } else if (tick == Tick.RELOAD) {
            load(false);
        } else if (tick == Tick.STOP_NOW) {
            core.abandon();
            return stop();
        }
        return after();
    }

    private Behavior<Command> onStepped(Stepped done) {
        return done.step() == steps ? work(() -> core.stepped(own(done.outcome()))) : this;
    }

    private Behavior<Command> onRecovered(Recovered recovered) {
        parts.fresh().remove(JournalActor.persistenceId(parts.settings().hub(), self));
        return recovered.load() == loads
                ? quietly(() -> core.ready(own(recovered.state()), recovered.version()))
                : this;
    }

    private Behavior<Command> onJournalLost(Terminated end) {
        if (journal == null || !end.getRef().path().equals(journal.path())) {
            return this;
        }
        journal = null;
        loads++;
        steps++;
        core.journalLost();
        alarms.reloadSoon();
        return after();
    }

    private Behavior<Command> onStop() {
        if (core.isBetweenSteps()) {
            return stop();
        }
        stopping = true;
        alarms.stopAtLast();
        return this;
    }

    /** Ends here; requests that nobody has worked on go to wherever the instance lives next. */
    private Behavior<Command> stop() {
        core.giveBack(one -> parts.post()
                .send(
                        self,
                        new Command.Request(one.message(), one.requestId(), left(one.until()), false, one.replyTo())));
        core.giveBackRest(
                (question, replyTo) -> parts.post().send(self, new Command.Question(question, replyTo)),
                one -> parts.post()
                        .send(
                                self,
                                new Command.Await(
                                        one.question(), one.until() == 0 ? 0 : left(one.until()), one.replyTo())),
                (wish, replyTo) -> parts.post().send(self, new Command.Erase(wish, replyTo)));
        return Behaviors.stopped();
    }

    private static Inbox.Asked<ActorRef<Reply>> asked(Command.Request request) {
        long until = System.currentTimeMillis() + request.patienceMillis();
        return new Inbox.Asked<>(request.message(), request.requestId(), until, request.replyTo());
    }

    private static long left(long until) {
        return Math.max(1, until - System.currentTimeMillis());
    }

    private void load(boolean fresh) {
        if (!fresh) {
            parts.fresh().remove(JournalActor.persistenceId(parts.settings().hub(), self));
        }
        int load = loads;
        var me = getContext().getSelf();
        var listener = new JournalActor.Listener<S>() {
            @Override
            public void recovered(DurableState<S> state, long version) {
                me.tell(new Recovered(load, state, version));
            }

            @Override
            public void committed(DurableState<S> state, long version) {
                me.tell(new Committed(state, version));
            }

            @Override
            public void trim(JournalTables.Trim trim) {
                parts.trimmer().trim(trim);
            }
        };
        var child = getContext()
                .spawnAnonymous(JournalActor.create(
                        self,
                        logic,
                        parts.codec(),
                        parts.settings(),
                        new SnapshotPolicy(parts.settings(), System::currentTimeMillis),
                        listener,
                        fresh));
        getContext().watch(child);
        journal = child;
    }

    @SuppressWarnings("unchecked") // the sender is this actor
    private DurableState<S> own(DurableState<?> state) {
        return (DurableState<S>) state;
    }

    @SuppressWarnings("unchecked") // the sender is this actor
    private Outcome<D> own(Outcome<?> outcome) {
        return (Outcome<D>) outcome;
    }

    /** The core's effects, for real. */
    private final class Real implements Effects<S, D, ActorRef<Reply>> {
        @Override
        public long now() {
            return System.currentTimeMillis();
        }

        @Override
        public long randomId() {
            return random.nextLong();
        }

        @Override
        public void step(Batch<S> batch) {
            long step = ++steps;
            var me = getContext().getSelf();
            stepper.step(batch, outcome -> me.tell(new Stepped(step, outcome)));
        }

        @Override
        public void loaded(S state) {
            stepper.loaded(state);
        }

        @Override
        public void committed(S state, D delta) {
            stepper.committed(state, delta);
        }

        @Override
        public void persist(Write<S, D> write) {
            if (journal != null) {
                journal.tell(write);
            }
        }

        @Override
        public void index(InstanceRow row) {
            parts.index().put(row);
        }

        @Override
        public void send(Address to, Command.Wire command) {
            parts.post().send(to, command);
        }

        @Override
        public void reply(ActorRef<Reply> to, Reply reply) {
            to.tell(reply);
        }

        @Override
        public void erase(long version) {
            var me = getContext().getSelf();
            String id = JournalActor.persistenceId(parts.settings().hub(), self);
            // A row that is being written now would come back after the deletion.
            parts.index().drop(self);
            var unused = parts.index()
                    .flush()
                    .thenRun(
                            () -> parts.trimmer().erase(id, version, self, done -> me.tell(new ErasedFromStore(done))));
        }

        @Override
        public void leave() {
            leaving = true;
        }
    }
}
