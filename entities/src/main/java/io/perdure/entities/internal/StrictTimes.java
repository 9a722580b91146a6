package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes {@code java.time} from ISO text alone. Jackson also takes numbers, arrays and text of digits, each for something
 * else: 5 is the sixth of January 1970 to a date, and five seconds later to an instant. A field whose annotation asks
 * for another shape gets it.
 */
final class StrictTimes extends SimpleModule {

    private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9.]+");

    /** Text that Jackson takes for more than it says, or for less: a time of day must not get lost on the way to a date. */
    private static final Map<Class<?>, Pattern> NOT_ISO = Map.of(
            Instant.class, DIGITS,
            OffsetDateTime.class, DIGITS,
            ZonedDateTime.class, DIGITS,
            LocalDate.class, Pattern.compile(".*T.*"),
            LocalDateTime.class, Pattern.compile(".*Z"));

    StrictTimes() {
        super("perdure-strict-times");
        setDeserializerModifier(new BeanDeserializerModifier() {
            @Override
            public JsonDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription type, JsonDeserializer<?> lenient) {
                return type.getBeanClass().getName().startsWith("java.time.") ? new Strict(lenient) : lenient;
            }
        });
    }

    private static final class Strict extends DelegatingDeserializer {

        Strict(JsonDeserializer<?> lenient) {
            super(lenient);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> lenient) {
            return new Strict(lenient);
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
                throws JsonMappingException {
            JsonFormat.Value format = findFormatOverrides(context, property, handledType());
            boolean otherShape =
                    format.hasPattern() || (format.hasShape() && format.getShape() != JsonFormat.Shape.STRING);
            JsonDeserializer<?> strict = super.createContextual(context, property);
            return otherShape ? ((Strict) strict).getDelegatee() : strict;
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return context.handleUnexpectedToken(handledType(), parser);
            }
            String text = parser.getText().trim();
            Pattern wrong = NOT_ISO.get(handledType());
            if (text.isEmpty() || (wrong != null && wrong.matcher(text).matches())) {
                return context.handleWeirdStringValue(handledType(), text, "not ISO-8601");
            }
            return super.deserialize(parser, context);
        }
    }
}
