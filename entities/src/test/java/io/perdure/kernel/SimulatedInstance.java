package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of an instance, from its load to its end: does for a {@link DurableCore} in virtual time what {@link
 * DurableActor} does in real time.
 */
final class SimulatedInstance implements Effects<Tally.State, Tally.Delta, SimulatedClients.Attempt> {
    private final Simulation simulation;
    private final Address self;
    private final int number;
    private final long skew;
    private final DurableCore<Tally.State, Tally.Delta, SimulatedClients.Attempt> core;

    private final SimulatedWork work;

    private boolean alive = true;
    private boolean crashed;
    private boolean rivalled;
    private boolean leaving;
    private boolean stopping;
    private long touched;
    private long wakeArmed = Long.MAX_VALUE;
    private boolean resendArmed;
    private int steps;
    private int erasures;
    private long indexFlushed;
    private DurableState<Tally.State> live = DurableState.initial(Tally.LOGIC.initial(null));
    private @Nullable JournalSession session;

    /** @param fresh whether its first message says that it has never been there, so that nothing is read */
    SimulatedInstance(Simulation simulation, Address self, int number, long skew, boolean fresh) {
        this.simulation = simulation;
        this.self = self;
        this.number = number;
        this.skew = skew;
        this.core = new DurableCore<>(self, Tally.LOGIC, Simulation.SETTINGS, this);
        this.work = new SimulatedWork(simulation, this);
        this.touched = simulation.now();
        simulation.later(passivateAfter(), "idle", this::idle);
        if (fresh) {
            session = new JournalSession(simulation, this);
            core.ready(DurableState.initial(Tally.LOGIC.initial(self)), 0);
        } else {
            load();
        }
    }

    DurableCore<Tally.State, Tally.Delta, SimulatedClients.Attempt> core() {
        return core;
    }

    Address address() {
        return self;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isCrashed() {
        return crashed;
    }

    void sendNow(Address to, Command.Wire command) {
        simulation.network().send(to, command);
    }

    void answerNow(String token, Reply reply) {
        simulation.clients().replyToLast(token, reply);
    }

    /** There is another copy of the same instance. */
    void hasRival() {
        rivalled = true;
    }

    /** Whether there ever was another copy during its life. */
    boolean isRivalled() {
        return rivalled;
    }

    @Override
    public String toString() {
        return self.key() + "'" + number;
    }

    // --- calls of the core -------------------------------------------------------------------------------------------

    void used(Runnable call) {
        touched = simulation.now();
        unused(call);
    }

    void unused(Runnable call) {
        if (alive) {
            call.run();
            after();
        }
    }

    private void after() {
        if (!alive) {
            return;
        }
        if (stopping && core.isBetweenSteps()) {
            stop();
            return;
        }
        if (leaving) {
            leaving = false;
            simulation.later(simulation.random().nextLong(1, 100), "stop", this::askToStop);
        }
        long wake = core.nextWake();
        if (wake != wakeArmed) {
            wakeArmed = wake;
            if (wake != Long.MAX_VALUE) {
                simulation.later(Math.max(wake - now(), 0), "wake", () -> {
                    if (wakeArmed == wake) {
                        wakeArmed = Long.MAX_VALUE;
                        unused(() -> core.wake(0));
                    }
                });
            }
        }
        armResend();
    }

    private void armResend() {
        long next = core.nextResend();
        if (!resendArmed && next != Long.MAX_VALUE) {
            resendArmed = true;
            long first = Simulation.SETTINGS.courier().firstResendMillis();
            simulation.later(Math.min(first, Math.max(10, next - now())), "resend", () -> {
                resendArmed = false;
                unused(core::resend);
            });
        }
    }

    private void idle() {
        if (alive) {
            if (touched + passivateAfter() <= simulation.now()) {
                unused(core::idle);
            }
            simulation.later(passivateAfter() / 4, "idle", this::idle);
        }
    }

    private static long passivateAfter() {
        return Simulation.SETTINGS.passivateAfter().toMillis();
    }

    // --- the end -----------------------------------------------------------------------------------------------------

    /** The process dies; what it had sent to the tables may still arrive there. */
    void crash() {
        if (alive) {
            simulation.trace("%s crashes", this);
            alive = false;
            crashed = true;
            simulation.ended(this);
        }
    }

    /** The shard moves, or agrees to let the instance leave. */
    void askToStop() {
        if (alive && !stopping) {
            stopping = true;
            after();
            simulation.later(Simulation.SETTINGS.stopTimeout().toMillis(), "stop now", () -> {
                if (alive) {
                    core.abandon();
                    stop();
                }
            });
        }
    }

    private void stop() {
        simulation.trace("%s stops", this);
        alive = false;
        simulation.ended(this);
        core.giveBack(request -> simulation.network().request(self, request));
        core.giveBackRest((question, replyTo) -> {}, await -> {}, (wish, replyTo) -> {});
    }

    // --- the journal -------------------------------------------------------------------------------------------------

    private void load() {
        if (alive) {
            session = new JournalSession(simulation, this);
            session.load();
        }
    }

    void recovered(JournalSession by, DurableState<Tally.State> state, long version) {
        if (by == session) {
            simulation.trace("%s is at version %d", this, version);
            live = state;
            unused(() -> core.ready(state, version));
        }
    }

    void committed(JournalSession by, DurableState<Tally.State> state, long version) {
        if (by == session) {
            simulation.trace("%s has committed version %d", this, version);
            live = state;
            used(() -> core.committed(state, version));
        }
    }

    void journalLost(JournalSession by) {
        lost(by, core::journalLost);
    }

    void writeRefused(JournalSession by) {
        lost(by, core::writeRefused);
    }

    private void lost(JournalSession by, Runnable call) {
        if (by == session && alive) {
            simulation.trace("%s loses its journal", this);
            session = null;
            steps++;
            call.run();
            simulation.later(simulation.random().nextLong(50, 500), "reload", this::load);
            after();
        }
    }

    // --- effects -----------------------------------------------------------------------------------------------------

    @Override
    public long now() {
        return simulation.now() + skew;
    }

    @Override
    public long randomId() {
        return simulation.random().nextLong();
    }

    @Override
    public void step(Batch<Tally.State> batch) {
        int step = ++steps;
        simulation.later(simulation.random().nextLong(0, 30), "step", () -> {
            if (step == steps && alive) {
                var outcome = Tally.step(
                        self, batch, simulation.faults().moods(), simulation.addresses(), simulation.random());
                simulation.trace("%s steps: %s", this, outcome);
                used(() -> core.stepped(outcome));
            }
        });
    }

    @Override
    public void loaded(Tally.State state) {
        if (simulation.sabotage().tells(this)) {
            work.loaded(state);
        }
    }

    @Override
    public void committed(Tally.State state, Tally.Delta delta) {
        work.committed(delta);
    }

    @Override
    public void persist(Write<Tally.State, Tally.Delta> write) {
        if (session != null) {
            var row = write.row() == null ? null : simulation.sabotage().indexing(write.row());
            session.persist(simulation.sabotage().persisting(this, write.event()), row);
        }
    }

    /** One writer per incarnation: rows reach the table in order, or die with it. */
    @Override
    public void index(InstanceRow row) {
        int epoch = erasures;
        long delay = simulation.random().nextLong(1, 800);
        indexFlushed = Math.max(indexFlushed, simulation.now() + delay);
        simulation.later(indexFlushed - simulation.now(), "index", () -> {
            if (!crashed && epoch == erasures) {
                simulation.index().upsert(simulation.sabotage().indexing(row));
            }
        });
    }

    @Override
    public void send(Address to, Command.Wire command) {
        if (command instanceof Command.Acknowledge) {
            simulation.checker().isIndexed(this, live, command);
        }
        simulation.network().send(to, command);
    }

    @Override
    public void ask(Tally.State state, Message question, SimulatedClients.Attempt to, Function<Response, Reply> reply) {
        throw new UnsupportedOperationException("no live side is asked here");
    }

    @Override
    public void reply(SimulatedClients.Attempt to, Reply reply) {
        if (reply instanceof Reply.Done done && done.response().failure() == null) {
            simulation.checker().isIndexed(this, live, to);
        }
        simulation.clients().reply(to, reply);
    }

    @Override
    public void erase(long version) {
        erasures++;
        simulation.later(simulation.random().nextLong(1, 100), "erase", () -> {
            if (!crashed || simulation.random().nextBoolean()) {
                boolean known = simulation.journal().recover(self).version() == version;
                simulation.trace("%s is %s at version %d", this, known ? "erased" : "not erased", version);
                if (known) {
                    simulation.journal().erase(self);
                    simulation.index().remove(self);
                }
                used(() -> core.erased(known));
            }
        });
    }

    @Override
    public void leave() {
        leaving = true;
    }
}
