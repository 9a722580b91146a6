package io.perdure.kernel;

/**
 * A message with its sender's number. Numbers rise within a sender, over all its destinations and lives, because each
 * is at least the microsecond of its sending; see {@link Outbox#next}.
 */
record Numbered(long number, Message message) {}
