package io.perdure.entities.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.function.Supplier;

/** No-argument constructors as suppliers: looked up once, exceptions not wrapped. */
final class Constructors {

    private Constructors() {}

    /** @throws IllegalArgumentException when the class has none, or the runtime may not call it */
    static Supplier<?> noArgument(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            MethodHandle handle = MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asType(MethodType.methodType(Object.class));
            return () -> make(handle);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "%s has no constructor without arguments (expected: one, or a factory at registration)."
                            .formatted(type.getName()),
                    e);
        } catch (IllegalAccessException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "The constructor of %s cannot be called: %s (expected: a package that is open to Perdure, or a factory at registration)."
                            .formatted(type.getName(), e.getMessage()),
                    e);
        }
    }

    private static Object make(MethodHandle constructor) {
        try {
            return (Object) constructor.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }
}
