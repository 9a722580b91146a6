package io.perdure.gateway.node.module;

/** An append that stops at a gate of the test's. */
public record GatedEntry(Entry entry, int port) {}
