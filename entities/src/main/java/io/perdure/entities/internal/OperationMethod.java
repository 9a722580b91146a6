package io.perdure.entities.internal;

import com.fasterxml.jackson.databind.JavaType;
import io.perdure.entities.EntityContext;
import io.perdure.entities.Operation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.UndeclaredThrowableException;
import org.jspecify.annotations.Nullable;

/**
 * A method that is an operation. Looked at once, at registration; called by method handle, which also lets the method's
 * own exceptions through unwrapped (E-41).
 */
final class OperationMethod {

    private enum Source {
        INPUT,
        CONTEXT,
        OPERATION
    }

    private final String name;
    private final MethodHandle handle;
    private final Source[] sources;
    private final @Nullable JavaType inputType;

    private OperationMethod(String name, MethodHandle handle, Source[] sources, @Nullable JavaType inputType) {
        this.name = name;
        this.handle = handle;
        this.sources = sources;
        this.inputType = inputType;
    }

    /** @throws IllegalArgumentException when it takes more than one input, or the runtime may not call it */
    static OperationMethod of(Method method, Class<?> owner, Json json) {
        Type[] parameters = method.getGenericParameterTypes();
        var sources = new Source[parameters.length];
        JavaType inputType = null;
        for (int i = 0; i < parameters.length; i++) {
            sources[i] = sourceOf(method.getParameterTypes()[i]);
            if (sources[i] == Source.INPUT) {
                if (inputType != null) {
                    throw new IllegalArgumentException(
                            "Operation %s.%s takes more than one input (expected: at most one parameter besides EntityContext and Operation)."
                                    .formatted(owner.getName(), method.getName()));
                }
                inputType = json.memberType(parameters[i], method.getDeclaringClass(), owner);
            }
        }
        MethodHandle generic = open(method, owner)
                .asType(MethodType.genericMethodType(parameters.length + 1))
                .asSpreader(Object[].class, parameters.length);
        return new OperationMethod(method.getName(), generic, sources, inputType);
    }

    private static Source sourceOf(Class<?> parameter) {
        if (parameter == EntityContext.class) {
            return Source.CONTEXT;
        }
        return parameter == Operation.class ? Source.OPERATION : Source.INPUT;
    }

    private static MethodHandle open(Method method, Class<?> owner) {
        try {
            return MethodHandles.publicLookup().unreflect(method);
        } catch (IllegalAccessException notPublic) {
            return openPrivately(method, owner);
        }
    }

    /** Public methods of classes that are not public themselves, which is how most users will write them. */
    private static MethodHandle openPrivately(Method method, Class<?> owner) {
        try {
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        } catch (RuntimeException | IllegalAccessException e) {
            throw new IllegalArgumentException(
                    "Operation %s.%s cannot be called: %s (expected: a public class, or a package that is open to Perdure)."
                            .formatted(owner.getName(), method.getName(), e.getMessage()),
                    e);
        }
    }

    String name() {
        return name;
    }

    @Nullable
    Object invoke(Object target, OperationContext context) throws Exception {
        var arguments = new @Nullable Object[sources.length];
        for (int i = 0; i < sources.length; i++) {
            arguments[i] = sources[i] == Source.INPUT && inputType != null
                    ? context.rawInput().required(inputType)
                    : context;
        }
        try {
            return (Object) handle.invokeExact(target, arguments);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }
}
