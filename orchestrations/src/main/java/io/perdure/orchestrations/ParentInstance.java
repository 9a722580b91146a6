package io.perdure.orchestrations;

/** The orchestration that called another. */
public record ParentInstance(String name, String instanceId) {}
