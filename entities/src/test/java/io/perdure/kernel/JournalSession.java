package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;
import io.perdure.kernel.store.JournalTables;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation's connection to its journal, from a load to the first failure; what {@link JournalActor} is in real
 * life. Decides how each write ends.
 */
final class JournalSession {
    private static final long LATEST_WRITE_MILLIS = 20_000;

    private final Simulation simulation;
    private final SimulatedInstance owner;
    private final Address address;
    private final SnapshotPolicy snapshots;
    private DurableState<Tally.State> state;
    private long version;

    JournalSession(Simulation simulation, SimulatedInstance owner) {
        this.simulation = simulation;
        this.owner = owner;
        this.address = owner.address();
        this.snapshots = new SnapshotPolicy(Simulation.SETTINGS, simulation::now);
        this.state = DurableState.initial(Tally.LOGIC.initial(address));
    }

    void load() {
        simulation.later(simulation.random().nextLong(1, 30), "load", () -> {
            if (simulation.happens(simulation.faults().failedLoad())) {
                owner.journalLost(this);
                return;
            }
            var found = simulation.journal().recover(address);
            if (found.snapshotBytes() > 0) {
                snapshots.snapshot(found.snapshotBytes());
            }
            found.eventBytes().forEach(snapshots::event);
            snapshots.recovered(found.version());
            state = simulation.sabotage().recovered(found.state());
            version = found.version();
            simulation.later(
                    simulation.random().nextLong(1, 20), "recovered", () -> owner.recovered(this, state, version));
        });
    }

    void persist(StepEvent<Tally.Delta> event, @Nullable InstanceRow row) {
        long at = version + 1;
        byte[] bytes = simulation.journal().encode(event);
        snapshots.event(bytes.length);
        var faults = simulation.faults();
        long lands = simulation.random().nextLong(2, 40);
        long answers = simulation.random().nextLong(2, 20);
        simulation.trace("%s writes version %d: %s", owner, at, event);
        if (simulation.happens(faults.crashAtWrite())) {
            // before the row lands, between row and answer, or just after the answer
            long when = simulation.random().nextLong(lands + answers + 5);
            simulation.later(when, "crash", owner::crash);
        }
        if (simulation.happens(faults.lostWrite())) {
            boolean told = simulation.random().nextBoolean();
            simulation.later(lands, "lost write", () -> {
                if (told) {
                    owner.writeRefused(this);
                } else {
                    owner.journalLost(this);
                }
            });
        } else if (simulation.happens(faults.lostAnswer())) {
            simulation.later(lands, "write", () -> write(at, bytes, row));
            simulation.later(lands + answers, "lost answer", () -> owner.journalLost(this));
        } else if (simulation.happens(faults.lateWrite())) {
            simulation.later(lands, "late write", () -> owner.journalLost(this));
            simulation.later(
                    simulation.random().nextLong(lands, LATEST_WRITE_MILLIS), "write", () -> write(at, bytes, row));
        } else {
            simulation.later(lands, "write", () -> {
                boolean done = write(at, bytes, row);
                simulation.later(answers, "answer", () -> {
                    if (done) {
                        committed(event);
                    } else {
                        owner.journalLost(this);
                    }
                });
            });
        }
    }

    private boolean write(long at, byte[] bytes, @Nullable InstanceRow row) {
        if (owner.isCrashed() && simulation.random().nextBoolean()) {
            return false;
        }
        boolean done = simulation.journal().write(address, at, bytes);
        simulation.trace("%s: version %d %s", owner, at, done ? "lands" : "is fenced");
        if (done && row != null) {
            simulation.index().upsert(row);
        }
        return done;
    }

    private void committed(StepEvent<Tally.Delta> event) {
        if (!owner.isAlive()) {
            return;
        }
        version++;
        state = state.after(event, Tally.LOGIC, Simulation.SETTINGS.limits());
        snapshots.committed();
        if (simulation.random().nextInt(16) == 0) {
            simulation.checker().replaysTo(owner, state, version);
        }
        if (snapshots.isDue()) {
            snapshot();
        }
        owner.committed(this, state, version);
    }

    private void snapshot() {
        byte[] bytes = simulation.journal().encode(state);
        snapshots.snapshot(bytes.length);
        long at = version;
        simulation.later(simulation.random().nextLong(1, 100), "snapshot", () -> {
            if (!owner.isCrashed()) {
                simulation.journal().snapshot(address, at, bytes);
                var trim = snapshots.taken(address.text(), at);
                if (trim != null) {
                    trim(trim);
                }
            }
        });
    }

    private void trim(JournalTables.Trim trim) {
        simulation.later(simulation.random().nextLong(1, 500), "trim", () -> {
            if (!owner.isCrashed()) {
                simulation.journal().trim(address, trim);
            }
        });
    }
}
