package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import com.fasterxml.jackson.core.JsonGenerator;
import io.perdure.orchestrations.ScheduleStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code GET schedules}: the schedules of the cluster and their ticks, by name. Ours. */
final class SchedulesEndpoint implements Endpoint {
    private final Engine engine;

    SchedulesEndpoint(Engine engine) {
        this.engine = engine;
    }

    @Override
    public CompletionStage<HttpResponse> answer(Exchange exchange) {
        return Stages.map(engine.schedules(), schedules -> Answers.json(list(schedules)));
    }

    @Override
    public ErrorForm errors() {
        return ErrorForm.PROBLEM;
    }

    private static String list(List<ScheduleStatus> schedules) {
        return JsonWriter.text(json -> {
            json.writeStartArray();
            for (ScheduleStatus schedule : schedules) {
                json.writeStartObject();
                json.writeStringField("name", schedule.name());
                json.writeStringField("expression", schedule.expression());
                json.writeStringField("zone", schedule.zone());
                json.writeStringField("target", schedule.target());
                time(json, "lastTick", schedule.lastTick());
                time(json, "nextTick", schedule.nextTick());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void time(JsonGenerator json, String field, @Nullable Instant time) throws IOException {
        json.writeStringField(field, time == null ? null : Dates.precise(time));
    }
}
