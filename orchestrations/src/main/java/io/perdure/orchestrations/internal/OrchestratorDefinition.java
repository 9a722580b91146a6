package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.Orchestrator;
import java.lang.reflect.Type;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An orchestrator that this node can run; each run gets an object of its own. */
record OrchestratorDefinition(
        String name, Type input, Supplier<? extends Orchestrator<@Nullable Object, @Nullable Object>> factory) {}
