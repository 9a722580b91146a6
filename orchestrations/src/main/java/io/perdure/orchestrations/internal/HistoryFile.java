package io.perdure.orchestrations.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.perdure.entities.internal.Misfit;
import io.perdure.orchestrations.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The history of one instance as text, to be kept in a file and replayed against other code. One JSON object per line: the
 * first says what it is, and each other is an event as {@link ReadableEvents} writes it.
 *
 * @param name of the orchestrator; null when the instance had not begun
 */
public record HistoryFile(String instanceId, @Nullable String name, List<HistoryEvent> events) {

    private static final String FORMAT = "perdure-history";

    /** Rises when a reader of today could not read what is written. */
    private static final int VERSION = 1;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Header(
            @Nullable String format,
            int version,
            @Nullable String instanceId,
            @Nullable String name) {}

    public HistoryFile {
        events = List.copyOf(events);
    }

    /** The history of an instance; its name is that of the event {@code ExecutionStarted}. */
    static HistoryFile of(String instanceId, List<HistoryEvent> events) {
        String name = events.stream()
                .filter(HistoryEvent.ExecutionStarted.class::isInstance)
                .map(event -> ((HistoryEvent.ExecutionStarted) event).name())
                .findFirst()
                .orElse(null);
        return new HistoryFile(instanceId, name, events);
    }

    /** The lines, each with its end. */
    public String text() {
        try {
            String header = MAPPER.writeValueAsString(new Header(FORMAT, VERSION, instanceId, name)) + '\n';
            return events.stream()
                    .map(event -> ReadableEvents.write(event) + '\n')
                    .collect(Collectors.joining("", header, ""));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The header of a history cannot be written.", e);
        }
    }

    /**
     * Reads the lines; those that are blank are skipped.
     *
     * @throws IllegalArgumentException naming the line that is not what it should be
     */
    public static HistoryFile parse(String text) {
        List<String> lines = text.lines().toList();
        Header header = header(lines.isEmpty() ? "" : lines.get(0));
        List<HistoryEvent> events = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                events.add(event(i + 1, lines.get(i)));
            }
        }
        return new HistoryFile(header.instanceId == null ? "" : header.instanceId, header.name, events);
    }

    private static Header header(String line) {
        Header header;
        try {
            header = MAPPER.readValue(line, Header.class);
        } catch (JsonProcessingException e) {
            header = null;
        }
        if (header == null || !FORMAT.equals(header.format) || header.instanceId == null) {
            throw new IllegalArgumentException(
                    "History, line 1: \"%s\" (expected: a header {\"format\":\"%s\",\"version\":%d,\"instanceId\":…}, as exportHistory writes it)."
                            .formatted(excerpt(line), FORMAT, VERSION));
        }
        if (header.version != VERSION) {
            throw new IllegalArgumentException(
                    "History, line 1: version %d (expected: %d; a release that knows this version can read it)."
                            .formatted(header.version, VERSION));
        }
        return header;
    }

    private static HistoryEvent event(int number, String line) {
        try {
            return ReadableEvents.read(line);
        } catch (InvalidTypeIdException e) {
            throw wrong(
                    number,
                    line,
                    "event type %s (expected: one of %s)"
                            .formatted(
                                    e.getTypeId() == null ? "missing" : '\'' + excerpt(e.getTypeId()) + '\'',
                                    String.join(", ", ReadableEvents.types())),
                    e);
        } catch (JsonParseException e) {
            throw wrong(number, line, "not one JSON object (%s)".formatted(Misfit.place(e)), e);
        } catch (JsonProcessingException e) {
            throw wrong(number, line, firstLine(e.getOriginalMessage()), e);
        } catch (IllegalArgumentException incomplete) {
            throw wrong(number, line, String.valueOf(incomplete.getMessage()), incomplete);
        }
    }

    private static IllegalArgumentException wrong(int number, String line, String why, Exception cause) {
        return new IllegalArgumentException(
                "History, line %d: %s: \"%s\"".formatted(number, why, excerpt(line)), cause);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** A line may hold somebody's data: no more of it than names the fault. */
    private static String excerpt(String line) {
        return (line.length() <= 80 ? line : line.substring(0, 80) + '…').replaceAll("\\p{Cc}", "?");
    }
}
