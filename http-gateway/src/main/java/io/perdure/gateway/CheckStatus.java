package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to a start that is not waited for: where to look for the instance, and how to command it (H-33 … H-36). */
final class CheckStatus {
    private static final JsonFactory JSON = new JsonFactory();
    private static final RawHeader RETRY_AFTER = RawHeader.create("Retry-After", "10");
    private static final String INSTANCES = "/runtime/webhooks/durabletask/instances/";
    /** There are no storage connections here; clients that take these URLs apart expect one (H-24). */
    private static final String CONNECTION = "&connection=Storage";

    private static final String[] WITH_REASON = {"terminate", "suspend", "resume", "rewind"};

    private final PublicAddress address;
    private final String suffix;
    private final boolean keyInLinks;

    /** @param keyInLinks whether links have the caller's key, as those of the original have (H-24) */
    CheckStatus(PublicAddress address, String hub, boolean keyInLinks) {
        this.address = address;
        this.keyInLinks = keyInLinks;
        this.suffix = "taskHub=" + Percent.encode(hub) + CONNECTION;
    }

    /** Written straight: each start has this answer, and a tree of it took longer than finding out what to say. */
    private static String text(Map<String, String> body) {
        var out = new StringWriter(1_500);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (var field : body.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    HttpResponse accepted(Exchange exchange, String id) {
        exchange.concerns(id);
        String instance = address.origin(exchange.request()) + INSTANCES + Percent.encode(id);
        String key = exchange.caller().key();
        String suffix = keyInLinks && key != null ? this.suffix + "&code=" + Percent.encode(key) : this.suffix;
        String plain = instance + '?' + suffix;
        String status = exchange.query().flag(InstanceStatus.FAILED_IS_ERROR, false)
                ? plain + '&' + InstanceStatus.FAILED_IS_ERROR + "=true"
                : plain;
        var body = new LinkedHashMap<String, String>();
        body.put("id", id);
        body.put("statusQueryGetUri", status);
        body.put("sendEventPostUri", instance + "/raiseEvent/{eventName}?" + suffix);
        for (String command : WITH_REASON) {
            body.put(command + "PostUri", instance + '/' + command + "?reason={text}&" + suffix);
        }
        body.put("restartPostUri", instance + "/restart?" + suffix);
        body.put("purgeHistoryDeleteUri", plain);
        return Answers.json(StatusCodes.ACCEPTED, text(body))
                .addHeader(RawHeader.create("Location", status))
                .addHeader(RETRY_AFTER);
    }
}
