package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What JSON makes of a plain class's fields. One that JSON cannot see is not stored, and nobody would notice before the
 * next batch.
 *
 * @param stored whether the class has any state at all
 * @param unseen names of fields that are in no state though nothing says that they should not
 */
record PlainState(boolean stored, List<String> unseen) {

    static PlainState of(Class<?> type, Json json) {
        var properties = json.writtenAs(type);
        if (properties.isEmpty()) {
            // A serialiser of its own decides.
            return new PlainState(true, List.of());
        }
        Set<String> names = properties.get().stream()
                .map(BeanPropertyDefinition::getInternalName)
                .collect(Collectors.toSet());
        var unseen = new ArrayList<String>();
        for (Class<?> level = type; level != null && level != Object.class; level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                if (isMeant(field) && !names.contains(field.getName())) {
                    unseen.add(field.getName());
                }
            }
        }
        return new PlainState(!names.isEmpty(), unseen);
    }

    private static boolean isMeant(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers())
                && !field.isSynthetic()
                && !field.isAnnotationPresent(JsonIgnore.class);
    }

    boolean isLost() {
        return !stored && !unseen.isEmpty();
    }
}
