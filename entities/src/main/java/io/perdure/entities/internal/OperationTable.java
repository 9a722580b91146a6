package io.perdure.entities.internal;

import io.perdure.entities.Entity;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations of a class: its public instance methods by name, ignoring case (E-36, E-37). */
final class OperationTable {

    private final Map<String, OperationMethod> byName = new HashMap<>();

    /**
     * @throws IllegalArgumentException when two methods have one name, or one of them cannot be an operation
     */
    static OperationTable of(Class<?> type, Json json) {
        var table = new OperationTable();
        var seen = new HashSet<Signature>();
        for (Class<?> level = type; level != null && !isBase(level); level = level.getSuperclass()) {
            // Methods first, bridges after: a bridge hides the generic method above it, not the one that it calls.
            List<Method> methods = List.of(level.getDeclaredMethods());
            methods.stream().filter(OperationTable::isCandidate).forEach(method -> {
                if (seen.add(Signature.of(method))) {
                    table.add(method, type, json);
                }
            });
            methods.stream()
                    .filter(method -> method.isBridge() && narrows(method, methods))
                    .forEach(method -> seen.add(Signature.of(method)));
        }
        return table;
    }

    private record Signature(String name, List<Class<?>> parameters) {
        static Signature of(Method method) {
            return new Signature(method.getName(), List.of(method.getParameterTypes()));
        }
    }

    private static final Set<Signature> OF_OBJECT = Set.of(
            new Signature("equals", List.of(Object.class)),
            new Signature("hashCode", List.of()),
            new Signature("toString", List.of()));

    private static boolean isBase(Class<?> type) {
        return type == Object.class || type == Entity.class;
    }

    private static boolean isCandidate(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic()
                && !OF_OBJECT.contains(Signature.of(method));
    }

    /** Whether a bridge stands for an override with narrower types, rather than opening up a hidden superclass. */
    private static boolean narrows(Method bridge, List<Method> siblings) {
        return siblings.stream()
                .anyMatch(method -> !method.isBridge()
                        && method.getName().equals(bridge.getName())
                        && method.getParameterCount() == bridge.getParameterCount());
    }

    private void add(Method method, Class<?> owner, Json json) {
        OperationMethod other = byName.putIfAbsent(lower(method.getName()), OperationMethod.of(method, owner, json));
        if (other != null) {
            throw new IllegalArgumentException(
                    "Operations '%s' and '%s' of %s are ambiguous: names are matched without regard to case, and parameters do not tell them apart. Rename one, or make it non-public."
                            .formatted(other.name(), signature(method), owner.getName()));
        }
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    @Nullable
    OperationMethod find(String name) {
        return byName.get(lower(name));
    }

    Collection<String> names() {
        return byName.values().stream().map(OperationMethod::name).sorted().toList();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
