package io.perdure.entities;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Objects;

/**
 * The address of an entity: its type's name, in lower case (E-2), and its key, as given (E-4). Ordered by name, then
 * key, code unit by code unit (E-7). As JSON it is an object; the text form {@code @name@key} is read as well (E-8).
 *
 * @param name not empty, no {@code @}; normalised to lower case
 * @param key may be empty; no {@code / \ # ?} and no control characters (E-5)
 */
public record EntityId(String name, String key) implements Comparable<EntityId> {

    static final int MAX_NAME = 100;
    static final int MAX_KEY = 512;

    /** @throws IllegalArgumentException naming the part that is wrong, what it is and what is allowed */
    public EntityId {
        Objects.requireNonNull(name, "Entity name: null (expected: a name)");
        Objects.requireNonNull(key, "Entity key: null (expected: a key, possibly empty)");
        if (name.isEmpty() || name.length() > MAX_NAME || name.indexOf('@') >= 0 || !isClean(name)) {
            throw new IllegalArgumentException(
                    "Entity name: \"%s\" (expected: 1 to %d characters, no '@', '/', '\\', '#', '?' or control characters)."
                            .formatted(shown(name), MAX_NAME));
        }
        if (!isClean(key)) {
            throw new IllegalArgumentException(
                    "Entity key: \"%s\" (expected: no '/', '\\', '#', '?' or control characters)."
                            .formatted(shown(key)));
        }
        if (key.length() > MAX_KEY) {
            throw new IllegalArgumentException("Entity key: \"%s\" of %d characters (expected: at most %d)."
                    .formatted(shown(key), key.length(), MAX_KEY));
        }
        name = name.toLowerCase(Locale.ROOT);
    }

    public static EntityId of(String name, String key) {
        return new EntityId(name, key);
    }

    /** The entity that a class implements, or an interface addresses, under a key; see {@link EntityName}. */
    public static EntityId of(Class<?> type, String key) {
        return new EntityId(nameOf(type), key);
    }

    /**
     * Reads the text form: the first {@code @} after the first character of the name ends the name, the rest is the
     * key, however many {@code @} it has (E-6).
     *
     * @throws IllegalArgumentException when the text is not of the form {@code @name@key}
     */
    public static EntityId parse(String text) {
        int end = text.startsWith("@") ? text.indexOf('@', 2) : -1;
        if (end < 0) {
            throw new IllegalArgumentException("Entity id: \"%s\" (expected: @name@key).".formatted(shown(text)));
        }
        return new EntityId(text.substring(1, end), text.substring(end + 1));
    }

    /** The name by which a class or interface goes, before it is lower-cased. */
    public static String nameOf(Class<?> type) {
        EntityName given = type.getAnnotation(EntityName.class);
        if (given != null) {
            return given.value();
        }
        String simple = type.getSimpleName();
        String suffix = "Operations";
        return type.isInterface() && simple.endsWith(suffix) && simple.length() > suffix.length()
                ? simple.substring(0, simple.length() - suffix.length())
                : simple;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static EntityId read(JsonNode json) {
        if (json.isTextual()) {
            return parse(json.textValue());
        }
        if (!json.path("name").isTextual() || !json.path("key").isTextual()) {
            throw new IllegalArgumentException(
                    "Entity id: %s (expected: {\"name\": text, \"key\": text} or \"@name@key\").".formatted(json));
        }
        return new EntityId(json.get("name").textValue(), json.get("key").textValue());
    }

    /** The text form, {@code @name@key}. */
    @JsonIgnore
    public String text() {
        return '@' + name + '@' + key;
    }

    @Override
    public int compareTo(EntityId other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : key.compareTo(other.key);
    }

    @Override
    public String toString() {
        return text();
    }

    private static boolean isClean(String text) {
        return text.chars().noneMatch(c -> c == '/' || c == '\\' || c == '#' || c == '?' || Character.isISOControl(c));
    }

    /** Never echoes control characters or endless text into messages and logs. */
    private static String shown(String text) {
        String cut = text.length() <= 80 ? text : text.substring(0, 80) + "…";
        return cut.codePoints()
                .collect(
                        StringBuilder::new,
                        (out, c) -> {
                            if (Character.isISOControl(c)) {
                                out.append("\\u%04x".formatted(c));
                            } else {
                                out.appendCodePoint(c);
                            }
                        },
                        StringBuilder::append)
                .toString();
    }
}
