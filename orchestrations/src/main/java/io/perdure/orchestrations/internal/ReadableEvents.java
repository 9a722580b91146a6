package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.perdure.orchestrations.HistoryEvent;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * History events as JSON for people: {@code eventType}, {@code timestamp} (ISO), and the other components of the event's
 * record under their own names, which are API and do not change. Payloads stay JSON text in a string, exactly as they were
 * recorded. Nulls are left out.
 */
final class ReadableEvents {

    private static final String TIMESTAMP = "timestamp";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .annotationIntrospector(new LongNames())
            .addMixIn(HistoryEvent.class, Typed.class)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ReadableEvents() {}

    static String write(HistoryEvent event) {
        try {
            return MAPPER.writerFor(HistoryEvent.class).writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Event %s cannot be written as JSON.".formatted(event.type()), e);
        }
    }

    /** @throws IllegalArgumentException when something is missing that an event of that type always has */
    static HistoryEvent read(String json) throws JsonProcessingException {
        HistoryEvent event = MAPPER.readValue(json, HistoryEvent.class);
        if (event == null) {
            throw new IllegalArgumentException("null (expected: an event)");
        }
        checkComplete((Record) event);
        return event;
    }

    /** Jackson leaves null what it does not find. */
    private static void checkComplete(Record part) {
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            Object value = value(part, component);
            if (value instanceof Record inner) {
                checkComplete(inner);
            } else if (value == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw new IllegalArgumentException("%s without %s"
                        .formatted(
                                part.getClass().getSimpleName(),
                                component.getName().equals("at") ? TIMESTAMP : component.getName()));
            }
        }
    }

    private static @Nullable Object value(Record part, RecordComponent component) {
        try {
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be looked at.".formatted(component), e);
        }
    }

    /** Names of all event types. */
    static List<String> types() {
        return events(HistoryEvent.class).map(Class::getSimpleName).sorted().toList();
    }

    private static Stream<Class<?>> events(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ReadableEvents::events)
                : Stream.of(type);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "eventType")
    @JsonPropertyOrder(TIMESTAMP)
    private interface Typed {}

    /** Passes over the short names, which are there for the journal. */
    private static final class LongNames extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable PropertyName findNameForSerialization(Annotated member) {
            return name(member);
        }

        @Override
        public @Nullable PropertyName findNameForDeserialization(Annotated member) {
            return name(member);
        }

        private static @Nullable PropertyName name(Annotated member) {
            boolean time = member instanceof AnnotatedMember of
                    && HistoryEvent.class.isAssignableFrom(of.getDeclaringClass())
                    && of.getName().equals("at");
            return time ? PropertyName.construct(TIMESTAMP) : null;
        }

        @Override
        public @Nullable List<NamedType> findSubtypes(Annotated type) {
            return type.getRawType() == HistoryEvent.class
                    ? events(HistoryEvent.class)
                            .map(event -> new NamedType(event, event.getSimpleName()))
                            .toList()
                    : null;
        }
    }
}
