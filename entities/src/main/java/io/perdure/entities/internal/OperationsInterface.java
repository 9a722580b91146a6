package io.perdure.entities.internal;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An interface whose methods are an entity's operations (E-46). Looked at once per interface. */
public final class OperationsInterface {

    /** Kept with the interface itself, so that it goes when the interface's class loader goes. */
    private static final ClassValue<OperationsInterface> KNOWN = new ClassValue<>() {
        @Override
        protected OperationsInterface computeValue(Class<?> type) {
            return new OperationsInterface(type);
        }
    };

    /** What a proxy does for a method that is an operation. */
    public interface Sender {
        @Nullable
        Object send(OperationCall call, @Nullable Object input) throws Throwable;
    }

    /**
     * A method.
     *
     * @param result what its future gives; null for a void method
     */
    public record OperationCall(Method method, @Nullable Type result) {

        /** What a method gives that returns a future of that kind; null when it returns something else. */
        public @Nullable Type resultIn(Class<?> future) {
            return method.getReturnType() == future ? argumentOf(method.getGenericReturnType()) : null;
        }

        public String operation() {
            return method.getName();
        }

        /** What a method returns that only signals: no object, and the zero that a primitive must have. */
        @Nullable
        Object nothing() {
            Class<?> type = method.getReturnType();
            return type.isPrimitive() && type != void.class ? Array.get(Array.newInstance(type, 1), 0) : null;
        }
    }

    private final Class<?> type;
    private final Map<Method, OperationCall> calls = new HashMap<>();
    private @Nullable Method notForClients;

    private OperationsInterface(Class<?> type) {
        this.type = type;
        check(type.isInterface(), "is not an interface");
        check(type.getTypeParameters().length == 0, "has type parameters (expected: none)");
        Map<String, Method> byName = new HashMap<>();
        for (Method method : type.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                add(method, byName.putIfAbsent(method.getName().toLowerCase(Locale.ROOT), method));
            }
        }
        check(!calls.isEmpty(), "has no methods (expected: at least one)");
    }

    /**
     * The operations of an interface.
     *
     * @throws IllegalArgumentException when it cannot stand for an entity, naming the method
     */
    public static OperationsInterface of(Class<?> operations) {
        return KNOWN.get(operations);
    }

    private void add(Method method, @Nullable Method namesake) {
        check(namesake == null, "has more than one method '%s' (names are matched without regard to case)", method);
        check(method.getTypeParameters().length == 0, "has method '%s' with type parameters (expected: none)", method);
        check(
                method.getParameterCount() <= 1,
                "has method '%s' with %d parameters (expected: at most one, the input)",
                method);
        boolean future = isFuture(method.getReturnType());
        if (!future && method.getReturnType() != void.class) {
            notForClients = method;
        }
        calls.put(method, new OperationCall(method, future ? argumentOf(method.getGenericReturnType()) : null));
    }

    private static boolean isFuture(Class<?> type) {
        return type == CompletionStage.class || type == CompletableFuture.class;
    }

    private static Type argumentOf(Type future) {
        return future instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
    }

    private void check(boolean right, String problem) {
        if (!right) {
            throw new IllegalArgumentException("Interface %s %s.".formatted(type.getName(), problem));
        }
    }

    private void check(boolean right, String problem, Method method) {
        if (!right) {
            check(false, problem.formatted(method.getName(), method.getParameterCount()));
        }
    }

    /** @throws IllegalArgumentException when a method is neither void nor gives a future */
    OperationsInterface forClients() {
        if (notForClients != null) {
            check(
                    false,
                    "has method '%s' that returns %s (expected: void, CompletionStage or CompletableFuture)"
                            .formatted(
                                    notForClients.getName(),
                                    notForClients.getReturnType().getName()));
        }
        return this;
    }

    /** All operations. */
    public Collection<OperationCall> calls() {
        return List.copyOf(calls.values());
    }

    /** An object of the interface. */
    public Object proxy(Sender sender) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            OperationCall call = calls.get(method);
            if (call != null) {
                return sender.send(call, arguments == null ? null : arguments[0]);
            }
            return method.isDefault()
                    ? InvocationHandler.invokeDefault(self, method, arguments)
                    : ofObject(self, method, arguments);
        });
    }

    private Object ofObject(Object self, Method method, @Nullable Object @Nullable [] arguments) {
        if (method.getName().equals("equals") && arguments != null) {
            return self == arguments[0];
        }
        return method.getName().equals("hashCode") ? System.identityHashCode(self) : "proxy of " + type.getName();
    }
}
