package io.perdure.gateway.node.module;

/** A line that an activity leaves in a file. */
public record Effect(String file, String name) {}
