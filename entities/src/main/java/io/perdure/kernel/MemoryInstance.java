package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One life of an instance in memory, from its load to its end: does for a {@link DurableCore} in virtual time what {@link
 * DurableActor} does in real time. Only the loop's thread is in here.
 */
final class MemoryInstance<S, D> implements Effects<S, D, MemoryAsk<?>> {
    private final MemoryNode node;
    private final Address self;
    private final DurableCore<S, D, MemoryAsk<?>> core;
    private final DurableLogic.Stepper<S, D> stepper;
    private final MemoryJournal<S, D> journals;
    private final MemoryJournal<S, D>.Session journal;

    private boolean alive = true;
    private boolean leaving;
    private VirtualTime.@Nullable Alarm wake;
    private VirtualTime.@Nullable Alarm resend;
    private long wakeAt = Long.MAX_VALUE;
    private long resendAt = Long.MAX_VALUE;
    private Runnable endOfStep = () -> {};

    MemoryInstance(MemoryNode node, Address self, DurableLogic<S, D> logic, MemoryJournal<S, D> journals) {
        this.node = node;
        this.self = self;
        this.journals = journals;
        this.stepper = logic.open(self, message -> later(core -> core.offered(message)));
        this.core = new DurableCore<>(self, logic, node.settings(), this);
        this.journal = journals.open(self);
        later(core -> core.ready(journal.state(), journal.version()));
    }

    long version() {
        return journal.version();
    }

    /** Calls the core, and does what follows from that. */
    void call(Consumer<DurableCore<S, D, MemoryAsk<?>>> what) {
        if (alive) {
            what.accept(core);
            after();
        }
    }

    private void later(Consumer<DurableCore<S, D, MemoryAsk<?>>> what) {
        node.loop().post(() -> call(what));
    }

    void ask(MemoryAsk<?> ask) {
        call(core -> ask.say(core));
    }

    void receive(Command.Wire command) {
        if (command instanceof Command.Deliver deliver) {
            call(core -> core.deliver(deliver.from(), deliver.cleared(), deliver.messages()));
        } else if (command instanceof Command.Acknowledge acknowledge) {
            call(core -> core.acknowledged(acknowledge.by(), acknowledge.upTo()));
        } else if (command instanceof Command.MustClear clear) {
            call(core -> core.mustClear(clear.by(), clear.floor()));
        } else if (command instanceof Command.Forget forget) {
            call(core -> core.mayForget(forget.from(), forget.upTo()));
        } else if (command instanceof Command.Wake due) {
            call(core -> core.wake(due.version()));
        } else {
            throw new IllegalArgumentException("To %s: %s (expected: a message between instances)."
                    .formatted(self, command.getClass().getSimpleName()));
        }
    }

    private void after() {
        if (!alive) {
            return; // a crash was asked for in the midst of the call
        }
        if (leaving && core.isBetweenSteps()) {
            leave(core);
            return;
        }
        if (core.nextWake() != wakeAt) {
            wakeAt = core.nextWake();
            wake = rearm(wake, wakeAt, () -> {
                wakeAt = Long.MAX_VALUE;
                call(core -> core.wake(0));
            });
        }
        if (core.nextResend() != resendAt) {
            resendAt = core.nextResend();
            resend = rearm(resend, resendAt, () -> {
                resendAt = Long.MAX_VALUE;
                call(DurableCore::resend);
            });
        }
    }

    private VirtualTime.@Nullable Alarm rearm(VirtualTime.@Nullable Alarm alarm, long at, Runnable action) {
        if (alarm != null) {
            node.time().cancel(alarm);
        }
        return at == Long.MAX_VALUE ? null : node.time().set(at, action);
    }

    /** Leaves memory; what came meanwhile goes to the next life. */
    private void leave(DurableCore<S, D, MemoryAsk<?>> core) {
        end();
        node.ended(self);
        core.giveBack(request -> node.ask(self, request.replyTo()));
        core.giveBackRest(
                (question, ask) -> node.ask(self, ask),
                await -> node.ask(self, await.replyTo()),
                (always, ask) -> node.ask(self, ask));
    }

    /** Leaves memory as in a crash. */
    void end() {
        alive = false;
        wake = rearm(wake, Long.MAX_VALUE, () -> {});
        resend = rearm(resend, Long.MAX_VALUE, () -> {});
        endOfStep.run(); // nobody waits for its outcome any more
        stepper.close();
    }

    // --- effects -----------------------------------------------------------------------------------------------------

    @Override
    public long now() {
        return node.time().now();
    }

    @Override
    public long randomId() {
        return node.randomId();
    }

    @Override
    public void step(Batch<S> batch) {
        var end = node.loop().begin("a step of " + self);
        endOfStep = end;
        stepper.step(batch, outcome -> {
            later(core -> {
                if (endOfStep == end) { // else it is not the first answer
                    endOfStep = () -> {};
                    core.stepped(outcome);
                }
            });
            end.run();
        });
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
        node.beforeCommit(self, journal.version() + 1);
        if (alive) {
            journal.append(write.event());
            if (write.row() != null) {
                node.index(write.row());
            }
            node.afterCommit(self, journal.version());
            later(core -> core.committed(journal.state(), journal.version()));
        }
    }

    @Override
    public void index(InstanceRow row) {
        if (alive) {
            node.index(row);
        }
    }

    @Override
    public void send(Address to, Command.Wire command) {
        if (alive) {
            node.send(to, command);
        }
    }

    @Override
    public void ask(S state, Message question, MemoryAsk<?> to, Function<Response, Reply> reply) {
        var end = node.loop().begin("a question to " + self);
        stepper.ask(state, question, answer -> {
            node.loop().post(() -> to.answer(reply.apply(answer)));
            end.run();
        });
    }

    @Override
    public void reply(MemoryAsk<?> to, Reply reply) {
        if (alive) {
            to.answer(reply);
        }
    }

    @Override
    public void erase(long version) {
        boolean done = alive && journals.erase(self, version);
        if (done) {
            node.erased(self, journal.state().outbox().lastNumber());
        }
        later(core -> core.erased(done));
    }

    @Override
    public void leave() {
        leaving = true;
    }
}
