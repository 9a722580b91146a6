package io.perdure.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import io.perdure.failures.FailureDetails;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.WaitingFor;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Instances as bodies (H-5, H-14, §5 and §6). */
final class InstanceJson {
    private InstanceJson() {}

    static String status(OrchestrationMetadata instance, boolean showInput) {
        return status(instance, showInput, null, null);
    }

    /**
     * With more than is always there.
     *
     * @param history null to leave the field out
     * @param waits null to leave the field out
     */
    static String status(
            OrchestrationMetadata instance,
            boolean showInput,
            @Nullable HistoryItems history,
            @Nullable List<WaitingFor> waits) {
        return JsonWriter.text(json -> write(json, instance, showInput, history, waits));
    }

    static String list(List<OrchestrationMetadata> instances, boolean showInput) {
        return JsonWriter.text(json -> {
            json.writeStartArray();
            for (OrchestrationMetadata instance : instances) {
                write(json, instance, showInput, null, null);
            }
            json.writeEndArray();
        });
    }

    private static void write(
            JsonGenerator json,
            OrchestrationMetadata instance,
            boolean showInput,
            @Nullable HistoryItems history,
            @Nullable List<WaitingFor> waits)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("name", instance.name());
        json.writeStringField("instanceId", instance.instanceId());
        json.writeStringField("runtimeStatus", instance.status().name());
        JsonWriter.payload(json, "input", showInput ? instance.inputJson() : null);
        JsonWriter.payload(json, "customStatus", instance.customStatusJson());
        JsonWriter.payload(json, "output", output(instance));
        json.writeStringField("createdTime", Dates.seconds(instance.createdAt()));
        json.writeStringField("lastUpdatedTime", Dates.seconds(instance.lastUpdatedAt()));
        if (history != null) {
            json.writeFieldName("historyEvents");
            history.write(json);
        }
        if (waits != null) {
            json.writeFieldName("waitingFor");
            WaitsJson.write(json, waits);
        }
        json.writeEndObject();
    }

    /** Of a failed instance, what it failed with, as one string (H-43). */
    private static @Nullable String output(OrchestrationMetadata instance) {
        return instance.failure()
                .map(FailureDetails::summary)
                .map(JsonText::quote)
                .orElseGet(instance::outputJson);
    }
}
