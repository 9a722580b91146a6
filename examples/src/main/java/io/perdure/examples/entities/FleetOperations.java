package io.perdure.examples.entities;

/** How {@link Device} speaks to its fleet: inside an entity every method of such an interface is a signal. */
public interface FleetOperations {
    void observed(Fleet.Observation observation);
}
