package io.perdure.gateway.node.module;

/** Money that is to go from one purse to another. */
public record Payment(String from, String to, long amount) {}
