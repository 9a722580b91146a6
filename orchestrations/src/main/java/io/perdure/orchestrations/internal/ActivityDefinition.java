package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.Activity;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** An activity that this node can run; one object serves all calls. */
record ActivityDefinition(String name, Type input, Activity<@Nullable Object, @Nullable Object> activity) {}
