package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perdure.orchestrations.HistoryEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Calls in a shown history")
class HistoryItemsTest {
    private static final Instant AT = Instant.parse("2026-05-04T08:00:00Z");
    private static final HistoryEvent TASK =
            new HistoryEvent.TaskScheduled(AT, 0, "Charge", "{\"sum\":5}", Map.of(), 0, 0, -1);
    private static final HistoryEvent CHILD =
            new HistoryEvent.SubOrchestrationInstanceCreated(AT, 1, "Ship", "child", "7", "2", Map.of(), -1);
    private static final HistoryEvent DONE = new HistoryEvent.TaskCompleted(AT.plusMillis(5), 0, "true");

    private static void assertShown(List<HistoryEvent> events, String expected) throws JsonProcessingException {
        String shown = JsonWriter.text(json -> new HistoryItems(events, true, true).write(json));

        assertThat(new ObjectMapper().readTree(shown)).isEqualTo(new ObjectMapper().readTree(expected));
    }

    @Test
    @DisplayName("without an answer stand for themselves, with name and input, and without version (H-73)")
    void unanswered() throws JsonProcessingException {
        assertShown(List.of(TASK, CHILD), """
                [{"EventType":"TaskScheduled","Timestamp":"2026-05-04T08:00:00Z","Name":"Charge","Input":{"sum":5}},
                 {"EventType":"SubOrchestrationInstanceCreated","Timestamp":"2026-05-04T08:00:00Z",
                  "Name":"Ship","InstanceId":"child","Input":7}]
                """);
    }

    @Test
    @DisplayName("that were answered are in the answer alone (H-73, H-78)")
    void answered() throws JsonProcessingException {
        assertShown(List.of(TASK, DONE), """
                [{"EventType":"TaskCompleted","Timestamp":"2026-05-04T08:00:00.005Z",
                  "ScheduledTime":"2026-05-04T08:00:00Z","FunctionName":"Charge","Input":{"sum":5},"Result":true}]
                """);
    }
}
