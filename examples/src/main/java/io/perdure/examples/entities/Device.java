package io.perdure.examples.entities;

import io.perdure.entities.EntityContext;

/**
 * Half of the aggregator pattern: each device keeps its own last reading and tells its {@link Fleet}. The signal is part
 * of the operation's commit: it leaves exactly once, in order, or not at all. Any operation can ask for the context.
 */
public class Device {
    /** A measurement, and the fleet that is to know of it. */
    public record Reading(String fleet, double celsius) {}

    public double celsius;
    public long readings;

    public void report(EntityContext context, Reading reading) {
        celsius = reading.celsius();
        readings++;
        context.entity(FleetOperations.class, reading.fleet())
                .observed(new Fleet.Observation(context.id().key(), celsius));
    }
}
