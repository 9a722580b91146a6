package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;

/** Where a planted bug may interfere; by itself it does nothing. */
interface Sabotage {

    Sabotage NONE = new Sabotage() {};

    /** A step's event on its way to the journal. */
    default StepEvent<Tally.Delta> persisting(SimulatedInstance by, StepEvent<Tally.Delta> event) {
        return event;
    }

    /** A state that was just read from the journal. */
    default DurableState<Tally.State> recovered(DurableState<Tally.State> state) {
        return state;
    }

    /** A row on its way to the index. */
    default InstanceRow indexing(InstanceRow row) {
        return row;
    }

    /** Whether the live side hears that its instance was read from the journal. */
    default boolean tells(SimulatedInstance by) {
        return true;
    }

    /** A message between instances on its way out. */
    default Command.Wire sending(Command.Wire command) {
        return command;
    }

    /** A message has been handed to an instance. */
    default void received(SimulatedInstance by, Command.Wire command) {}
}
