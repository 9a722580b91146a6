package io.perdure.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.HistoryEvent.Action;
import io.perdure.orchestrations.HistoryEvent.Answer;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCompleted;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceCreated;
import io.perdure.orchestrations.HistoryEvent.SubOrchestrationInstanceFailed;
import io.perdure.orchestrations.HistoryEvent.TaskCompleted;
import io.perdure.orchestrations.HistoryEvent.TaskFailed;
import io.perdure.orchestrations.HistoryEvent.TaskScheduled;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A history as clients see it: the call of a task is folded into its answer, steps are not shown (H-71 … H-89). */
final class HistoryItems {
    private final List<HistoryEvent> events;
    private final Map<Integer, Action> actions = new HashMap<>();
    private final Set<Integer> folded = new HashSet<>();
    private final HistoryItem item;

    /**
     * A history to write.
     *
     * @param inputs whether inputs are shown (H-74)
     * @param results whether results are shown (H-75)
     */
    HistoryItems(List<HistoryEvent> events, boolean inputs, boolean results) {
        this.events = events;
        this.item = new HistoryItem(inputs, results, actions::get);
        for (HistoryEvent event : events) {
            if (event instanceof Action action) {
                actions.put(action.id(), action);
            } else if (folds(event)) {
                folded.add(((Answer) event).actionId());
            }
        }
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (HistoryEvent event : events) {
            if (isShown(event)) {
                json.writeStartObject();
                json.writeStringField("EventType", event.type());
                json.writeStringField("Timestamp", Dates.precise(event.at()));
                item.fields(json, event);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private boolean isShown(HistoryEvent event) {
        if (event instanceof TaskScheduled || event instanceof SubOrchestrationInstanceCreated) {
            return !folded.contains(((Action) event).id());
        }
        return !(event instanceof HistoryEvent.OrchestratorStarted)
                && !(event instanceof HistoryEvent.OrchestratorCompleted);
    }

    private static boolean folds(HistoryEvent event) {
        return event instanceof TaskCompleted
                || event instanceof TaskFailed
                || event instanceof SubOrchestrationInstanceCompleted
                || event instanceof SubOrchestrationInstanceFailed;
    }
}
