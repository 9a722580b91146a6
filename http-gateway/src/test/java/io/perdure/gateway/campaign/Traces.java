package io.perdure.gateway.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdure.gateway.campaign.Trace.Hold;
import io.perdure.gateway.campaign.Trace.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Trace} out of the status with history. */
final class Traces {
    private final List<Hold> holds = new ArrayList<>();
    private final Map<String, Instant> timers = new HashMap<>();
    private final Map<Integer, JsonNode> lockSets = new HashMap<>();
    private final Map<Integer, Instant> granted = new HashMap<>();
    private final List<Timer> fired = new ArrayList<>();
    private int ends;

    private Traces() {}

    static Trace of(String id, JsonNode status) {
        var reader = new Traces();
        status.path("historyEvents").forEach(reader::read);
        reader.timers.values().forEach(fireAt -> reader.fired.add(new Timer(fireAt, null)));
        return new Trace(id, reader.ends, reader.fired, reader.holds);
    }

    private void read(JsonNode item) {
        Instant at = Instant.parse(item.path("Timestamp").asText());
        int request = item.path("RequestId").asInt();
        switch (item.path("EventType").asText()) {
            case "TimerCreated" -> timers.put(fireAt(item), Instant.parse(fireAt(item)));
            case "TimerFired" -> {
                timers.remove(fireAt(item));
                fired.add(new Timer(Instant.parse(fireAt(item)), at));
            }
            case "EntityLockRequested" -> lockSets.put(request, item.path("LockSet"));
            case "EntityLockGranted" -> granted.put(request, at);
            case "EntityUnlockSent" -> release(request, at);
            case "ExecutionCompleted" -> {
                ends++;
                List.copyOf(granted.keySet()).forEach(lock -> release(lock, at));
            }
            default -> {}
        }
    }

    private void release(int request, Instant at) {
        @Nullable Instant since = granted.remove(request);
        if (since != null) {
            lockSets.get(request).forEach(entity -> holds.add(new Hold(entity.asText(), since, at)));
        }
    }

    private static String fireAt(JsonNode item) {
        return item.path("FireAt").asText();
    }
}
