package io.perdure.entities;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * A type with its type arguments, which a class cannot say: {@code new TypeRef<List<Line>>() {}}, with the braces, for
 * results and states that are lists, maps or generic themselves.
 *
 * @param <T> the type
 */
public abstract class TypeRef<T> {
    private final Type type;

    /** @throws IllegalArgumentException when the subclass does not say what T is */
    protected TypeRef() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType self)
                || self.getRawType() != TypeRef.class) {
            throw new IllegalArgumentException(
                    "%s does not say which type it means (expected: new TypeRef<List<String>>() {}, directly below TypeRef)."
                            .formatted(getClass().getName()));
        }
        type = self.getActualTypeArguments()[0];
    }

    public final Type type() {
        return type;
    }

    @Override
    public final String toString() {
        return type.getTypeName();
    }
}
