package io.perdure.kernel;

/** A message that a step sends. It leaves after the step's commit, exactly once, in order per destination. */
public record Outgoing(Address to, Message message) {}
