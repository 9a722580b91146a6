package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.perdure.failures.PerdureException;

/**
 * JSON between the engine and its clients: types of ours alone, so the mapper may be static. Times are epoch milliseconds,
 * nulls are left out, and what a newer node adds is skipped.
 */
final class WireJson {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
            .enable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private WireJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "%s cannot be written as JSON.".formatted(value.getClass().getSimpleName()), e);
        }
    }

    /** @throws PerdureException when the text is something else: a node of another release wrote it, or a store is damaged */
    static <T> T read(String json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new PerdureException("%s: null (expected: a JSON object).".formatted(type.getSimpleName()));
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new PerdureException(
                    "%s cannot be read: %s".formatted(type.getSimpleName(), e.getOriginalMessage()), e);
        }
    }
}
