package io.perdure.kernel;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Signal;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.ShardRegion;
import io.perdure.kernel.Alarms.Tick;
import io.perdure.kernel.store.FreshJournals;
import io.perdure.kernel.store.InstanceRow;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The sharded actor of one durable instance: runs a {@link DurableCore} against real journal, index, clock and shard
 * region. Owns the inbox; a child owns the journal.
 */
final class DurableActor<S, D> extends AbstractBehavior<Command> {

    /** Messages of the actor to itself. */
    non-sealed interface Internal extends Command {}

    private record Stepped(long step, Outcome<?> outcome) implements Internal {}

    /** Of the logic's live side, by its inlet. */
    private record Offered(Message message) implements Internal {}

    private record ErasedFromStore(boolean done) implements Internal {}

    /** Stop: the shard moves, or agreed to let the instance leave memory. */
    enum Stop implements Internal {
        NOW
    }

    private static final SplittableRandom IDS = new SplittableRandom();

    private final Address self;
    private final Parts<S, D> parts;
    private final Alarms alarms;
    private final DurableLogic.Stepper<S, D> stepper;
    private final DurableCore<S, D, ActorRef<Reply>> core;
    private final SplittableRandom random;
    private final JournalLink<S, D> journal;

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
            FreshJournals fresh,
            FrameLimit frames) {}

    static <S, D> Behavior<Command> create(Address self, Parts<S, D> parts) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new DurableActor<>(context, timers, self, parts)));
    }

    private DurableActor(
            ActorContext<Command> context, TimerScheduler<Command> timers, Address self, Parts<S, D> parts) {
        super(context);
        this.self = self;
        this.parts = parts;
        synchronized (IDS) {
            this.random = IDS.split();
        }
        var me = context.getSelf();
        this.journal = new JournalLink<>(context, self, parts);
        this.stepper = parts.logic().open(self, message -> me.tell(new Offered(message)));
        this.core = new DurableCore<>(self, parts.logic(), parts.settings(), new Real());
        this.alarms = new Alarms(timers, parts.settings(), core);
    }

    /** Written out: a built one tries one type after the other by reflection, and is built anew for each actor. */
    @Override
    public Receive<Command> createReceive() {
        return new Receive<>() {
            @Override
            public Behavior<Command> receiveMessage(Command message) {
                return message instanceof Internal internal ? onInternal(internal) : onWire(message);
            }

            @Override
            public Behavior<Command> receiveSignal(Signal signal) {
                return onSignal(signal);
            }
        };
    }

    private Behavior<Command> onInternal(Internal message) {
        if (message instanceof JournalLink.Committed m) {
            return work(() -> core.committed(own(m.state()), m.version()));
        } else if (message instanceof Stepped m) {
            return onStepped(m);
        } else if (message instanceof Offered m) {
            return work(() -> core.offered(m.message()));
        } else if (message instanceof JournalLink.Recovered m) {
            return onRecovered(m);
        } else if (message instanceof Tick m) {
            return onTick(m);
        } else if (message instanceof ErasedFromStore m) {
            return work(() -> core.erased(m.done()));
        } else if (message instanceof Stop) {
            return onStop();
        }
        throw new IllegalArgumentException("%s got %s".formatted(self, message));
    }

    private Behavior<Command> onWire(Command message) {
        if (message instanceof Command.Request m) {
            return onRequest(m);
        } else if (message instanceof Command.Deliver m) {
            return begun || core.takesAll(m.messages())
                    ? work(() -> core.deliver(m.from(), m.cleared(), m.messages()))
                    : leaveUnread();
        } else if (message instanceof Command.Acknowledge m) {
            return work(() -> core.acknowledged(m.by(), m.upTo()));
        } else if (message instanceof Command.Await m) {
            return work(() -> core.await(m.message(), m.patienceMillis(), m.replyTo()));
        } else if (message instanceof Command.Question m) {
            return work(() -> core.question(m.message(), m.replyTo()));
        } else if (message instanceof Command.Forget m) {
            return quietly(() -> core.mayForget(m.from(), m.upTo()));
        } else if (message instanceof Command.MustClear m) {
            return work(() -> core.mustClear(m.by(), m.floor()));
        } else if (message instanceof Command.Wake m) {
            return quietly(() -> core.wake(m.version()));
        } else if (message instanceof Command.Erase m) {
            return work(() -> core.erase(m.wish(), m.replyTo()));
        } else if (message instanceof Command.Seek m) {
            return quietly(() -> core.seek(m.replyTo()));
        }
        throw new IllegalArgumentException("%s got %s".formatted(self, message));
    }

    private Behavior<Command> onSignal(Signal signal) {
        if (signal instanceof Terminated end) {
            return onJournalLost(end);
        } else if (signal instanceof PostStop) {
            stepper.close();
        }
        return this;
    }

    private Behavior<Command> onRequest(Command.Request request) {
        if (!begun && !core.takes(request.message())) {
            core.request(asked(request));
            return leaveUnread();
        }
        if (request.fresh() && !begun) {
            beginFresh();
        }
        return work(() -> core.request(asked(request)));
    }

    /** A node with too much to do does not read journals for what it refuses, nor keep the instance. */
    private Behavior<Command> leaveUnread() {
        leaving = true;
        return after();
    }

    /**
     * Nothing is to be read, so that nobody has to wait for it: the journal takes steps when it is ready. Should there be
     * something all the same, it refuses the first one, and is read.
     */
    private void beginFresh() {
        begun = true;
        journal.loadNothing();
        core.ready(DurableState.initial(parts.logic().initial(self)), 0);
    }

    private Behavior<Command> work(Runnable call) {
        alarms.touched();
        return quietly(call);
    }

    /** As {@link #work}, but does not count as use: what the waker or a lazy sender does keeps nobody in memory. */
    private Behavior<Command> quietly(Runnable call) {
        if (!begun) {
            begun = true;
            journal.load();
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
            // The shard is the parent. The typed way there looks it up by its path, which costs more than all else
            // here.
            var me = Adapter.toClassic(getContext());
            me.parent().tell(new ShardRegion.Passivate(Stop.NOW), me.self());
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
            journal.load();
        } else if (tick == Tick.STOP_NOW) {
            core.abandon();
            return stop();
        }
        return after();
    }

    private Behavior<Command> onStepped(Stepped done) {
        return done.step() == steps ? work(() -> core.stepped(own(done.outcome()))) : this;
    }

    private Behavior<Command> onRecovered(JournalLink.Recovered recovered) {
        return journal.isPresent(recovered)
                ? quietly(() -> core.ready(own(recovered.state()), recovered.version()))
                : this;
    }

    private Behavior<Command> onJournalLost(Terminated end) {
        if (!journal.isLost(end)) {
            return this;
        }
        steps++;
        JournalLosses.log(self, end);
        if (JournalLosses.wasRefused(end)) {
            core.writeRefused();
        } else {
            core.journalLost();
        }
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
            journal.persist(write);
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
            to.tell(fitting(to, reply));
        }

        @Override
        public void ask(S state, Message question, ActorRef<Reply> to, Function<Response, Reply> reply) {
            stepper.ask(state, question, answer -> to.tell(fitting(to, reply.apply(answer))));
        }

        private Reply fitting(ActorRef<Reply> to, Reply reply) {
            return parts.frames().fitting(reply, self, to.path().address().hasGlobalScope());
        }

        @Override
        public void erase(long version) {
            var me = getContext().getSelf();
            // A row that is being written now would come back after the deletion.
            parts.index().drop(self);
            var unused = parts.index().flush().whenComplete((flushed, away) -> {
                if (away == null) {
                    parts.trimmer().erase(journal.id(), version, self, done -> me.tell(new ErasedFromStore(done)));
                } else {
                    me.tell(new ErasedFromStore(false));
                }
            });
        }

        @Override
        public void leave() {
            leaving = true;
        }
    }
}
