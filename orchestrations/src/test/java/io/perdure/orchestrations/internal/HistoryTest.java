package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.perdure.failures.PerdureException;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.InstanceNotFoundException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest extends ClientFixture {

    private static final String HEADER =
            "{\"format\":\"perdure-history\",\"version\":1,\"instanceId\":\"o-1\",\"name\":\"Order\"}\n";

    @Test
    @DisplayName("There is a sample of every event type")
    void samples_are_complete() {
        assertThat(HistorySamples.events().stream().map(HistoryEvent::type).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(ReadableEvents.types());
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("io.perdure.orchestrations.internal.HistorySamples#lines")
    @DisplayName("O §19: each event type as users see it, for ever")
    void written(HistoryEvent event, String line) {
        assertThat(ReadableEvents.write(event)).isEqualTo(line);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("io.perdure.orchestrations.internal.HistorySamples#lines")
    @DisplayName("O §19: each event type is read back as it was")
    void read(HistoryEvent event, String line) throws Exception {
        assertThat(ReadableEvents.read(line)).isEqualTo(event);
    }

    @Test
    @DisplayName("Engine and client exchange every event type in the short form of the journal")
    void compact_round_trip() {
        assertThat(HistoryJson.read(HistoryJson.write(HistorySamples.events()))).isEqualTo(HistorySamples.events());
    }

    @Test
    @DisplayName("The short form has one-letter names, and times as epoch milliseconds")
    void compact_form() {
        assertThat(HistoryJson.write(List.of(new HistoryEvent.TaskCompleted(HistorySamples.AT, 3, "42"))))
                .isEqualTo("[{\"e\":\"tc\",\"t\":1772366400123,\"a\":3,\"r\":\"42\"}]");
    }

    @Test
    @DisplayName("An answer that is no history is told as such")
    void compact_broken() {
        assertThatExceptionOfType(PerdureException.class)
                .isThrownBy(() -> HistoryJson.read("[{\"e\":\"zz\"}]"))
                .withMessageStartingWith("A history cannot be read: ");
    }

    @Test
    @DisplayName("O-142: the history of an instance, typed and in order")
    void history() {
        durable.histories.put("o-1", HistorySamples.events());

        assertThat(client.history("o-1").join()).isEqualTo(HistorySamples.events());
    }

    @Test
    @DisplayName("H-42: an instance that has not begun has no history yet")
    void pending() {
        durable.histories.put("o-1", List.of());

        assertThat(client.history("o-1").join()).isEmpty();
    }

    @ParameterizedTest(name = "O-142: there is no history of \"{0}\"")
    @ValueSource(strings = {"o-1", "@counter@a"})
    void unknown(String id) {
        assertThat(failureOf(client.history(id))).isInstanceOf(InstanceNotFoundException.class);
        assertThat(failureOf(client.exportHistory(id))).isInstanceOf(InstanceNotFoundException.class);
    }

    @Test
    @DisplayName("An exported history has a header, then one event per line")
    void exported() {
        durable.histories.put("o-1", HistorySamples.events().subList(2, 4));

        String text = client.exportHistory("o-1").join();

        assertThat(text).startsWith(HEADER).endsWith("}\n");
        assertThat(text.lines()).hasSize(3);
    }

    @Test
    @DisplayName("An exported history is read back as it was")
    void exported_and_read() {
        durable.histories.put("o-1", HistorySamples.events());

        var file = HistoryFile.parse(client.exportHistory("o-1").join());

        assertThat(file).isEqualTo(new HistoryFile("o-1", "Order", HistorySamples.events()));
    }

    @Test
    @DisplayName("Line ends of Windows, blank lines and names that a later release adds to the header do no harm")
    void lenient() {
        String text = HEADER.replace("\"version\"", "\"exportedBy\":\"me\",\"version\"")
                        .replace("\n", "\r\n")
                + "{\"eventType\":\"OrchestratorStarted\",\"timestamp\":\"2026-03-01T12:00:00.123Z\"}\r\n\r\n";

        assertThat(HistoryFile.parse(text).events())
                .containsExactly(new HistoryEvent.OrchestratorStarted(HistorySamples.AT));
    }

    @ParameterizedTest(name = "\"{0}\" is no header")
    @ValueSource(strings = {"", "tea", "[]", "null", "{}", "{\"format\":\"other\",\"version\":1,\"instanceId\":\"a\"}"})
    void no_header(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryFile.parse(line))
                .withMessageStartingWith("History, line 1: \"" + line + "\" (expected: a header ");
    }

    @Test
    @DisplayName("A format of a later release is named")
    void later_format() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryFile.parse(HEADER.replace("\"version\":1", "\"version\":2")))
                .withMessage(
                        "History, line 1: version 2 (expected: 1; a release that knows this version can read it).");
    }

    @Test
    @DisplayName("A line that is no JSON is named by its number and place")
    void no_json() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryFile.parse(HEADER + "\nTaskFired\n"))
                .withMessage("History, line 3: not one JSON object (line 1, column 1): \"TaskFired\"");
    }

    @Test
    @DisplayName("An unknown event type is named, with those that there are")
    void unknown_type() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryFile.parse(HEADER + "{\"eventType\":\"TaskFired\"}"))
                .withMessageStartingWith("History, line 2: event type 'TaskFired' (expected: one of ContinueAsNew, ")
                .withMessageEndingWith(": \"{\"eventType\":\"TaskFired\"}\"");
    }

    @Test
    @DisplayName("A property that every event of a type has is named when it is missing")
    void missing_property() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryFile.parse(HEADER + "{\"eventType\":\"EventRaised\",\"name\":\"Go\"}"))
                .withMessage(
                        "History, line 2: EventRaised without timestamp: \"{\"eventType\":\"EventRaised\",\"name\":\"Go\"}\"");
    }

    @Test
    @DisplayName("An event without a type is named")
    void no_type() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryFile.parse(HEADER + "{\"timestamp\":\"2026-03-01T12:00:00Z\"}"))
                .withMessageStartingWith("History, line 2: event type missing (expected: one of ");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{\"eventType\":\"TaskCompleted\",\"timestamp\":\"noon\",\"actionId\":1}",
                "{\"eventType\":\"TaskCompleted\",\"timestamp\":\"2026-03-01T12:00:00Z\",\"actionId\":\"1\"}",
                "{\"eventType\":\"TaskCompleted\",\"timestamp\":\"2026-03-01T12:00:00Z\"}",
                "{\"eventType\":\"TaskCompleted\",\"actionId\":1}",
                "{\"eventType\":\"TaskScheduled\",\"timestamp\":\"2026-03-01T12:00:00Z\",\"id\":1,\"timeoutMillis\":0,\"heartbeatMillis\":0,\"retryOf\":-1}",
                "{\"eventType\":\"TaskCompleted\",\"timestamp\":\"2026-03-01T12:00:00Z\",\"actionId\":1,\"reslut\":\"1\"}",
            })
    @DisplayName("A property that is missing, misspelt or of another kind is refused, naming the line")
    void wrong_property(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryFile.parse(HEADER + line))
                .withMessageStartingWith("History, line 2: ");
    }
}
