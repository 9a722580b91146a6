package io.perdure.kernel;

/** A command on its way to an instance, through the shard region of its kind. */
record Envelope(Address to, Command.Wire command) implements KernelMessage {}
