package io.perdure.wire;

import io.perdure.kernel.Address;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;

/**
 * Makes values of records up, always the same ones. {@link #full} sets everything, {@link #least} nothing: null where it
 * is legal, else empty, zero and false. A list of a sealed type has one of each.
 */
public final class Samples {
    /** The key of each map, by which a written map is told from a written record. */
    static final String MAP_KEY = "map-key";

    static final String ADDRESS = "kind@name@" + MAP_KEY;

    private static final int DEEPEST = 2;

    private final Map<Class<?>, Object> full = new HashMap<>();
    private final Map<Class<?>, Object> least = new HashMap<>();
    private final Deque<Class<?>> within = new ArrayDeque<>();

    /** Takes these for a type that is no record. */
    public Samples with(Class<?> type, Object fullValue, Object leastValue) {
        full.put(type, fullValue);
        least.put(type, leastValue);
        return this;
    }

    public Object full(Class<?> type, Type... arguments) {
        return record(type, bound(type, arguments), true);
    }

    public Object least(Class<?> type, Type... arguments) {
        return record(type, bound(type, arguments), false);
    }

    /** Everything that a sealed type can be. */
    public static Stream<Class<?>> concrete(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Samples::concrete)
                : Stream.of(type);
    }

    private static Map<Type, Type> bound(Class<?> type, Type... arguments) {
        var bound = new HashMap<Type, Type>();
        for (int i = 0; i < arguments.length; i++) {
            bound.put(type.getTypeParameters()[i], arguments[i]);
        }
        return bound;
    }

    private Object record(Class<?> type, Map<Type, Type> bound, boolean all) {
        within.push(type);
        try {
            RecordComponent[] components = type.getRecordComponents();
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = component(components[i], bound, all);
            }
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("No sample of %s (expected: a record, or Samples.with)".formatted(type), e);
        } finally {
            within.pop();
        }
    }

    private @Nullable Object component(RecordComponent component, Map<Type, Type> bound, boolean all) {
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        Type type = component.getGenericType();
        boolean tooDeep = within.stream().filter(type::equals).count() >= DEEPEST;
        return nullable && (!all || tooDeep) ? null : value(type, component.getName(), bound, all);
    }

    private Object value(Type type, String name, Map<Type, Type> bound, boolean all) {
        if (type instanceof TypeVariable<?>) {
            return value(bound.get(type), name, bound, all);
        } else if (type instanceof WildcardType wild) {
            return value(wild.getUpperBounds()[0], name, bound, all);
        } else if (type instanceof ParameterizedType generic) {
            return generic((Class<?>) generic.getRawType(), generic, name, bound, all);
        }
        return plain((Class<?>) type, name, all);
    }

    private Object generic(Class<?> raw, ParameterizedType type, String name, Map<Type, Type> bound, boolean all) {
        Map<Class<?>, Object> known = all ? full : least;
        Type[] arguments = type.getActualTypeArguments();
        if (known.containsKey(raw)) {
            return known.get(raw);
        } else if (Map.class.isAssignableFrom(raw)) {
            return !all ? Map.of() : Map.of(key(arguments[0]), value(arguments[1], name, bound, true));
        } else if (Collection.class.isAssignableFrom(raw)) {
            List<Object> some = all ? elements(arguments[0], name, bound) : List.of();
            return raw == Set.class ? Set.copyOf(some) : raw == List.class ? some : TreePVector.from(some);
        }
        return record(raw, bound(raw, arguments), all);
    }

    private static Object key(Type type) {
        return type == Address.class ? Address.parse(ADDRESS) : MAP_KEY;
    }

    private List<Object> elements(Type type, String name, Map<Type, Type> bound) {
        return type instanceof Class<?> raw && raw.isSealed()
                ? concrete(raw).map(one -> record(one, Map.of(), true)).toList()
                : List.of(value(type, name, bound, true));
    }

    private Object plain(Class<?> type, String name, boolean all) {
        Map<Class<?>, Object> known = all ? full : least;
        if (known.containsKey(type)) {
            return known.get(type);
        } else if (type == String.class || type == Object.class) {
            return all ? "@" + name + "@x" : ""; // ids of entities, too, look like this
        } else if (type == long.class || type == Long.class) {
            return all ? 1_000_000_000_000L + name.length() : 0L;
        } else if (type == int.class || type == Integer.class) {
            return all ? 70 + name.length() : 0;
        } else if (type == boolean.class || type == Boolean.class) {
            return all;
        } else if (type == Instant.class) {
            return all ? Instant.ofEpochMilli(1_700_000_000_123L) : Instant.EPOCH;
        } else if (type == Address.class) {
            return all ? Address.parse(ADDRESS) : new Address("k", "", "");
        } else if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[all ? constants.length - 1 : 0];
        }
        return record(type.isSealed() ? concrete(type).findFirst().orElseThrow() : type, Map.of(), all);
    }
}
