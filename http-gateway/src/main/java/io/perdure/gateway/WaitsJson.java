package io.perdure.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import io.perdure.entities.EntityId;
import io.perdure.orchestrations.WaitingFor;
import io.perdure.orchestrations.WaitingFor.ActivityResult;
import io.perdure.orchestrations.WaitingFor.EntityCall;
import io.perdure.orchestrations.WaitingFor.EntityLock;
import io.perdure.orchestrations.WaitingFor.ExternalEvent;
import io.perdure.orchestrations.WaitingFor.SubOrchestration;
import io.perdure.orchestrations.WaitingFor.Timer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an instance waits for as JSON: {@code kind} first, then the fields of that kind, all of them always there. Ours. */
final class WaitsJson {
    private WaitsJson() {}

    static void write(JsonGenerator json, List<WaitingFor> waits) throws IOException {
        json.writeStartArray();
        for (WaitingFor wait : waits) {
            json.writeStartObject();
            write(json, wait);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, WaitingFor wait) throws IOException {
        if (wait instanceof ActivityResult activity) {
            json.writeStringField("kind", "activity");
            json.writeStringField("name", activity.name());
            json.writeNumberField("taskNumber", activity.taskNumber());
            json.writeNumberField("attempt", activity.attempt());
            date(json, "since", activity.since());
            json.writeStringField("place", activity.place().name().toLowerCase(Locale.ROOT));
            json.writeStringField("node", activity.node());
            date(json, "startedAt", activity.startedAt());
            date(json, "lastHeartbeat", activity.lastHeartbeat());
        } else if (wait instanceof SubOrchestration child) {
            json.writeStringField("kind", "subOrchestration");
            json.writeStringField("name", child.name());
            json.writeStringField("instanceId", child.instanceId());
            json.writeNumberField("taskNumber", child.taskNumber());
            json.writeNumberField("attempt", child.attempt());
            date(json, "since", child.since());
        } else if (wait instanceof EntityCall call) {
            json.writeStringField("kind", "entityCall");
            entity(json, call.entity());
            json.writeStringField("operation", call.operation());
            json.writeNumberField("taskNumber", call.taskNumber());
            date(json, "since", call.since());
            json.writeStringField("lockedBy", call.lockedBy());
        } else if (wait instanceof EntityLock lock) {
            json.writeStringField("kind", "lock");
            entity(json, lock.entity());
            json.writeNumberField("taskNumber", lock.taskNumber());
            date(json, "since", lock.since());
            json.writeStringField("lockedBy", lock.lockedBy());
        } else if (wait instanceof ExternalEvent event) {
            json.writeStringField("kind", "event");
            json.writeStringField("name", event.name());
            date(json, "since", event.since());
            date(json, "until", event.until());
        } else if (wait instanceof Timer timer) {
            json.writeStringField("kind", "timer");
            json.writeStringField("purpose", timer.retryOf() == null ? "timer" : "retry");
            date(json, "fireAt", timer.fireAt());
            json.writeNumberField("taskNumber", timer.taskNumber());
            date(json, "since", timer.since());
            json.writeStringField("retryOf", timer.retryOf());
        } else {
            obstacle(json, wait);
        }
    }

    /** What keeps the code from running, whatever it has asked for. */
    private static void obstacle(JsonGenerator json, WaitingFor wait) throws IOException {
        if (wait instanceof WaitingFor.Resume resume) {
            json.writeStringField("kind", "resume");
            date(json, "since", resume.since());
            JsonWriter.payload(json, "reason", resume.reason());
        } else if (wait instanceof WaitingFor.Start start) {
            json.writeStringField("kind", "start");
            date(json, "at", start.at());
        } else if (wait instanceof WaitingFor.Version version) {
            json.writeStringField("kind", "version");
            json.writeStringField("version", version.version());
            json.writeStringField("nodeVersion", version.nodeVersion());
        } else if (wait instanceof WaitingFor.Code code) {
            json.writeStringField("kind", "code");
            date(json, "since", code.since());
        }
    }

    private static void entity(JsonGenerator json, EntityId id) throws IOException {
        json.writeObjectFieldStart("entityId");
        json.writeStringField("name", id.name());
        json.writeStringField("key", id.key());
        json.writeEndObject();
    }

    private static void date(JsonGenerator json, String field, @Nullable Instant at) throws IOException {
        json.writeStringField(field, at == null ? null : Dates.precise(at));
    }
}
