package io.perdure.entities.internal;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a JSON value is not of a type, in words for who sent it: where, what is there, what was expected. Jackson's own
 * words are for who wrote the mapping; they also repeat what was sent, which must not get into logs.
 *
 * @param text one sentence
 * @param ownFailure what the user's own type threw when it was made; null when it had no part in it
 * @param isStringForOther whether the whole value is a string, and something quite different was expected
 */
public record Misfit(String text, @Nullable Throwable ownFailure, boolean isStringForOther) {

    private static final int MAX_PATH = 200;
    private static final Set<Class<?>> WHOLE = Set.of(
            byte.class,
            short.class,
            int.class,
            long.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            java.math.BigInteger.class);

    /**
     * @param failure what reading threw
     * @param document what was read; missing when it is no JSON
     */
    static Misfit of(Throwable failure, JsonNode document) {
        Throwable fault = failure instanceof IllegalArgumentException
                        && failure.getCause() instanceof JsonProcessingException json
                ? json
                : failure;
        String at = fault instanceof JsonMappingException mapping ? path(mapping) : "";
        String where = at.isEmpty() ? "" : " at " + at;
        Throwable own = ownFailure(fault);
        if (own != null) {
            return new Misfit(refused(fault, own) + where + ".", own, false);
        }
        Class<?> target = target(fault);
        if (target == null) {
            return new Misfit(otherwise(fault) + where + ".", null, false);
        }
        JsonNode node = document.at(pointer(fault));
        String found = found(node, target, fault);
        return new Misfit(
                "%s%s (expected: %s).".formatted(found, where, expected(target)),
                null,
                at.isEmpty() && found.equals("a string"));
    }

    /** Where text stops being one JSON value. */
    public static String place(JsonProcessingException notJson) {
        JsonLocation at = notJson.getLocation();
        return at == null ? "at its beginning" : "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static @Nullable Throwable ownFailure(Throwable fault) {
        boolean passesOn =
                fault instanceof ValueInstantiationException || fault.getClass() == JsonMappingException.class;
        Throwable cause = fault.getCause();
        return !passesOn || cause instanceof JsonProcessingException ? null : cause;
    }

    private static String refused(Throwable fault, Throwable own) {
        String message = own.getMessage() == null ? own.getClass().getName() : own.getMessage();
        String stripped = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        return fault instanceof ValueInstantiationException made && made.getType() != null
                ? made.getType().toCanonical() + " refused it: " + stripped
                : stripped;
    }

    private static @Nullable Class<?> target(Throwable fault) {
        if (fault.getCause() instanceof InputCoercionException outOfRange) {
            return outOfRange.getTargetType();
        }
        if (fault instanceof InputCoercionException outOfRange) {
            return outOfRange.getTargetType();
        }
        if (!(fault instanceof MismatchedInputException mismatch)) {
            return null;
        }
        // Others, such as a required property that is missing, are about more than a value's kind.
        String message = mismatch.getOriginalMessage();
        boolean aboutKind = message.startsWith("Cannot ") || message.startsWith("Unexpected token");
        return aboutKind ? mismatch.getTargetType() : null;
    }

    private static String otherwise(Throwable fault) {
        if (fault instanceof StreamReadException notJson) {
            return "not one JSON value (" + place(notJson) + ")";
        }
        return fault instanceof JsonProcessingException json ? firstLine(json.getOriginalMessage()) : fault.toString();
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static String found(JsonNode node, Class<?> target, Throwable fault) {
        if (node.isTextual()) {
            boolean otherForm = fault instanceof InvalidFormatException && isText(target);
            return otherForm ? "a string of another form" : "a string";
        }
        if (node.isNumber()) {
            return !node.isIntegralNumber()
                    ? "a number with a fraction"
                    : WHOLE.contains(target) ? "a number out of range" : "a number";
        }
        if (node.isBoolean()) {
            return "true or false";
        }
        return node.isObject() ? "an object" : node.isArray() ? "an array" : node.isNull() ? "null" : "nothing";
    }

    /** Whether values of the type are strings in JSON. */
    private static boolean isText(Class<?> type) {
        return !type.isPrimitive() && !Number.class.isAssignableFrom(type) && type != Boolean.class;
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .limit(20)
                    .map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type.getName().startsWith("java.time.")) {
            return type.getName() + " as ISO-8601 text";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        boolean named = type.isPrimitive() || (type.getName().startsWith("java.") && !Map.class.isAssignableFrom(type));
        return named ? type.getName() : "an object";
    }

    private static String path(JsonMappingException failure) {
        var text = new StringBuilder();
        for (var step : failure.getPath()) {
            if (step.getFieldName() == null) {
                text.append('[').append(step.getIndex()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return text.length() <= MAX_PATH ? text.toString() : text.substring(0, MAX_PATH) + "…";
    }

    private static String pointer(Throwable fault) {
        var pointer = new StringBuilder();
        if (fault instanceof JsonMappingException mapping) {
            for (var step : mapping.getPath()) {
                String name = step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName();
                pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
            }
        }
        return pointer.toString();
    }
}
