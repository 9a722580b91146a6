package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.perdure.failures.PerdureException;
import io.perdure.orchestrations.HistoryEvent;
import java.util.List;

/** A history as the engine hands it to clients: a JSON array in the short form of the journal. Users get {@link HistoryFile}. */
final class HistoryJson {

    private static final TypeReference<List<HistoryEvent>> EVENTS = new TypeReference<>() {};
    private static final ObjectWriter WRITER = WireJson.MAPPER.writerFor(EVENTS);
    private static final ObjectReader READER = WireJson.MAPPER.readerFor(EVENTS);

    private HistoryJson() {}

    static String write(List<HistoryEvent> events) {
        try {
            return WRITER.writeValueAsString(events);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A history cannot be written as JSON.", e);
        }
    }

    /** @throws PerdureException when the text is something else */
    static List<HistoryEvent> read(String json) {
        try {
            List<HistoryEvent> events = READER.readValue(json);
            return List.copyOf(events);
        } catch (JsonProcessingException e) {
            throw new PerdureException("A history cannot be read: %s".formatted(e.getOriginalMessage()), e);
        }
    }
}
