package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.type.TypeBindings;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.perdure.entities.EntityId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * JSON of users' values: public fields and bean properties, records, times as ISO text. Unknown properties are skipped,
 * so that a field can be added or removed while old states exist (E-27). Never with default typing: JSON names no classes.
 *
 * <p>A value of another kind is refused, never converted: 5.7 is no int, "5" no number, 5 no date. What was guessed wrong
 * would be in the state for ever.
 *
 * <p>One per registry and per client, none static: the mapper remembers users' classes, which may have a loader of their
 * own and must be able to go with it.
 */
public final class Json {

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new ParameterNamesModule())
            .addModule(new StrictTimes())
            .visibility(PropertyAccessor.FIELD, Visibility.PUBLIC_ONLY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .withCoercionConfig(
                    LogicalType.Enum, text -> text.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .withCoercionConfig(
                    UUID.class, text -> text.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            // Trees pass values on (migrations, metadata): 0.10 and 20 digits must come out as they went in.
            .enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    public JavaType type(Type type) {
        return mapper.getTypeFactory().constructType(type);
    }

    /** The type of a member that {@code owner} inherits, with the type variables of the declaring class resolved. */
    JavaType memberType(Type member, Class<?> declaring, Class<?> owner) {
        JavaType declared = type(owner).findSuperType(declaring);
        TypeBindings bindings = declared == null ? TypeBindings.emptyBindings() : declared.getBindings();
        return mapper.getTypeFactory().resolveMemberType(member, bindings);
    }

    /** The properties that are written of a bean; empty when it is not written property by property. */
    Optional<List<BeanPropertyDefinition>> writtenAs(Class<?> type) {
        var config = mapper.getSerializationConfig();
        BeanDescription bean = config.introspect(type(type));
        boolean itsOwnWay = bean.findJsonValueAccessor() != null
                || bean.findAnyGetter() != null
                || config.getAnnotationIntrospector().findSerializer(bean.getClassInfo()) != null
                || Map.class.isAssignableFrom(type)
                || Iterable.class.isAssignableFrom(type);
        return itsOwnWay
                ? Optional.empty()
                : Optional.of(bean.findProperties().stream()
                        .filter(BeanPropertyDefinition::couldSerialize)
                        .toList());
    }

    /** JSON text; null for a value that is JSON's null. */
    public @Nullable String write(@Nullable Object value) throws JsonProcessingException {
        return value == null ? null : orNull(mapper.writeValueAsString(value));
    }

    /** As the declared type says, so that its type information is written also inside collections. */
    @Nullable
    String write(@Nullable Object value, JavaType as) throws JsonProcessingException {
        return value == null ? null : orNull(mapper.writerFor(as).writeValueAsString(value));
    }

    public @Nullable Object read(String json, JavaType type) throws JsonProcessingException {
        return mapper.readValue(json, type);
    }

    public <T> @Nullable T read(String json, Class<T> type) throws JsonProcessingException {
        return mapper.readValue(json, type);
    }

    /** Fills an object that exists. */
    void readInto(Object target, String json) throws JsonProcessingException {
        mapper.readerForUpdating(target).readValue(json);
    }

    /**
     * Reads text as {@link #tree} does, and makes nothing of it: what passes here can be read.
     *
     * @return the first token; null when there is none
     * @throws JsonProcessingException when there is something else than one JSON value
     */
    public @Nullable JsonToken scan(String json) throws JsonProcessingException {
        try (JsonParser parser = mapper.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first != null) {
                decode(parser);
                while (!parser.getParsingContext().inRoot()) {
                    parser.nextToken();
                    decode(parser);
                }
                if (parser.nextToken() != null) {
                    throw MismatchedInputException.from(parser, JsonNode.class, "More than one JSON value");
                }
            }
            return first;
        } catch (JsonProcessingException notJson) {
            throw notJson;
        } catch (IOException impossible) {
            throw new UncheckedIOException("Text in memory cannot be read", impossible);
        }
    }

    /** The parser is lazy: it would let a broken string pass, or a number that is beyond all numbers. */
    private static void decode(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
            parser.finishToken();
            return;
        }
        try {
            parser.getDecimalValue();
        } catch (NumberFormatException exponent) {
            throw new JsonParseException(parser, "Number beyond all numbers", exponent);
        }
    }

    public JsonNode tree(String json) throws JsonProcessingException {
        return mapper.readTree(json);
    }

    /** A value as another type, by way of JSON. */
    @Nullable
    Object convert(@Nullable Object value, JavaType type) {
        return mapper.convertValue(value, type);
    }

    /**
     * An entity's state, which is an object already, as the type that a user asks for.
     *
     * @throws IllegalArgumentException when it does not fit
     */
    @SuppressWarnings("unchecked") // a primitive's class has its wrapper's values
    <T> @Nullable T stateAs(EntityId id, @Nullable Object state, Class<T> type) {
        try {
            return type.isInstance(state) ? type.cast(state) : (T) convert(state, type(type));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("State of %s does not fit %s: %s"
                    .formatted(id, type.getName(), misfitOf(e, state).text()));
        }
    }

    /** Why a text did not become a value. */
    public Misfit misfit(Throwable failure, String document) {
        try {
            return Misfit.of(failure, mapper.readTree(document));
        } catch (JsonProcessingException notJson) {
            return Misfit.of(notJson, MissingNode.getInstance());
        }
    }

    /** Why a value did not become one of another type. */
    Misfit misfitOf(Throwable failure, @Nullable Object value) {
        try {
            return Misfit.of(failure, mapper.valueToTree(value));
        } catch (IllegalArgumentException unwritable) {
            return Misfit.of(failure, MissingNode.getInstance());
        }
    }

    /** Why a value cannot be written. */
    public static String reason(Throwable failure) {
        return failure instanceof JsonProcessingException json ? json.getOriginalMessage() : failure.toString();
    }

    private static @Nullable String orNull(String json) {
        return json.equals("null") ? null : encodable(json);
    }

    /**
     * Half of a surrogate pair, such as a text that was cut inside an emoji has, has no form in UTF-8: no journal and no
     * connection takes it. As an escape it goes everywhere, and comes back as it was.
     */
    private static String encodable(String json) {
        StringBuilder escaped = null;
        int done = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (i + 1 < json.length() && Character.isSurrogatePair(c, json.charAt(i + 1))) {
                i++;
                continue;
            }
            escaped = escaped == null ? new StringBuilder(json.length() + 16) : escaped;
            escaped.append(json, done, i).append("\\u").append(Integer.toHexString(c));
            done = i + 1;
        }
        return escaped == null
                ? json
                : escaped.append(json, done, json.length()).toString();
    }
}
