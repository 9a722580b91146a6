package io.perdure.orchestrations;

/** There is no instance with that id. */
public final class InstanceNotFoundException extends IllegalArgumentException {
    public InstanceNotFoundException(String instanceId) {
        super("Orchestration instance '%s' does not exist.".formatted(instanceId));
    }
}
