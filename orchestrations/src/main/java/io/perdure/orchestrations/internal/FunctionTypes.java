package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.perdure.orchestrations.FunctionName;
import java.lang.reflect.Type;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What a class says of the function that it implements: its name, and what goes in and out. */
public record FunctionTypes(String name, Type input, Type output) {

    /** Kept with the class itself, so that it goes when the class's loader goes. */
    private static final ClassValue<Views> KNOWN = new ClassValue<>() {
        @Override
        protected Views computeValue(Class<?> type) {
            return new Views();
        }
    };

    /** One per class; a class that is both orchestrator and activity is looked at as each. */
    private static final class Views {
        private final ConcurrentHashMap<Class<?>, FunctionTypes> as = new ConcurrentHashMap<>();
    }

    /**
     * Looked at once per class.
     *
     * @param kind {@code Orchestrator} or {@code Activity}
     * @throws IllegalArgumentException when the types cannot be told, as of a lambda
     */
    static FunctionTypes of(Class<?> type, Class<?> kind) {
        return KNOWN.get(type).as.computeIfAbsent(kind, k -> find(type, k));
    }

    private static FunctionTypes find(Class<?> type, Class<?> kind) {
        JavaType as = TypeFactory.defaultInstance().constructType(type).findSuperType(kind);
        if (as == null || as.containedTypeCount() != 2 || type.isSynthetic()) {
            throw new IllegalArgumentException(
                    "%s does not say its input and output types (expected: a class that implements %s<Input, Output>; a lambda is registered by name, with the type of its input)."
                            .formatted(type.getName(), kind.getSimpleName()));
        }
        return new FunctionTypes(nameOf(type), as.containedType(0), as.containedType(1));
    }

    public static String nameOf(Class<?> type) {
        FunctionName given = type.getAnnotation(FunctionName.class);
        String name = given == null ? type.getSimpleName() : given.value();
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "Function name of %s: \"%s\" (expected: not blank; an anonymous class needs a @FunctionName)."
                            .formatted(type.getName(), name));
        }
        return name;
    }

    /** Makes objects by the constructor without parameters. */
    static <T> Supplier<T> constructor(Class<T> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return () -> {
                try {
                    return constructor.newInstance();
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("%s cannot be made.".formatted(type.getName()), e.getCause());
                }
            };
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "%s has no constructor without parameters (expected: one, or a factory; an inner class is static)."
                            .formatted(type.getName()),
                    e);
        }
    }
}
