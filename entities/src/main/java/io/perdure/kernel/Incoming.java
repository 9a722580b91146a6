package io.perdure.kernel;

/** One message of a batch, with its sender. */
public record Incoming(Origin origin, Message message) {}
