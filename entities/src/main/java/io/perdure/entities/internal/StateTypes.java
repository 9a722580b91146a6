package io.perdure.entities.internal;

import com.fasterxml.jackson.databind.JavaType;
import io.perdure.entities.Entity;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Finds what an entity class says its state is: the S of {@code Entity<S>}, through superclasses in between. */
final class StateTypes {

    private static final TypeVariable<?> STATE = Entity.class.getTypeParameters()[0];

    private StateTypes() {}

    /** @throws IllegalArgumentException when the class leaves S, or a part of it, open */
    static JavaType stateTypeOf(Class<?> entity, Json json) {
        // Jackson resolves the type, but takes Object for what is open: that must be found out first.
        if (isOpen(STATE, argumentsAbove(entity))) {
            throw new IllegalArgumentException(
                    "Entity %s does not say what its state is (expected: a class that extends Entity<State>, directly or not, where State has no type variables)."
                            .formatted(entity.getName()));
        }
        return json.memberType(STATE, Entity.class, entity);
    }

    private static Map<TypeVariable<?>, Type> argumentsAbove(Class<?> entity) {
        Map<TypeVariable<?>, Type> arguments = new HashMap<>();
        for (Class<?> level = entity; level != Entity.class; level = level.getSuperclass()) {
            if (level.getGenericSuperclass() instanceof ParameterizedType parent) {
                TypeVariable<?>[] variables = level.getSuperclass().getTypeParameters();
                for (int i = 0; i < variables.length; i++) {
                    arguments.put(variables[i], parent.getActualTypeArguments()[i]);
                }
            }
        }
        return arguments;
    }

    private static boolean isOpen(Type type, Map<TypeVariable<?>, Type> arguments) {
        if (type instanceof TypeVariable<?> variable) {
            Type argument = arguments.get(variable);
            return argument == null || isOpen(argument, arguments);
        }
        return partsOf(type).anyMatch(part -> isOpen(part, arguments));
    }

    private static Stream<Type> partsOf(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return Stream.of(parameterized.getActualTypeArguments());
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.of(wildcard.getUpperBounds());
        }
        return type instanceof GenericArrayType array ? Stream.of(array.getGenericComponentType()) : Stream.empty();
    }
}
