package io.perdure.orchestrations.internal;

import io.perdure.orchestrations.FunctionName;

/** The names of orchestrator and activity classes. */
final class FunctionNames {
    private FunctionNames() {}

    static String of(Class<?> function) {
        FunctionName given = function.getAnnotation(FunctionName.class);
        return given == null ? function.getSimpleName() : given.value();
    }
}
