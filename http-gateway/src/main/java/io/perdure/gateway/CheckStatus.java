package io.perdure.gateway;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;

/** The answer to a start that is not waited for: where to look for the instance, and how to command it (H-33 … H-36). */
final class CheckStatus {
    private static final RawHeader RETRY_AFTER = RawHeader.create("Retry-After", "10");
    private static final String BASE = "/runtime/webhooks/durabletask";
    /** There are no storage connections here; clients that take these URLs apart expect one (H-24). */
    private static final String CONNECTION = "&connection=Storage";

    private static final int LENGTH = 1_500;

    private final PublicAddress address;
    private final String suffix;
    private final String reason;

    CheckStatus(PublicAddress address, String hub) {
        this.address = address;
        this.suffix = "taskHub=" + Percent.encode(hub) + CONNECTION;
        this.reason = "?reason={text}&" + suffix;
    }

    HttpResponse accepted(Exchange exchange, String id) {
        HttpManagementPayload links = links(exchange, id);
        return Answers.json(StatusCodes.ACCEPTED, text(links))
                .addHeader(RawHeader.create("Location", links.statusQueryGetUri()))
                .addHeader(RETRY_AFTER);
    }

    /** For whoever has sent the request, with the wish that it may have (H-35). */
    HttpManagementPayload links(Exchange exchange, String id) {
        String origin = address.origin(exchange.request());
        return links(origin, id, exchange.query().flag(InstanceStatus.FAILED_IS_ERROR, false));
    }

    HttpManagementPayload links(String origin, String id) {
        return links(origin, id, false);
    }

    private HttpManagementPayload links(String origin, String id, boolean failedIsError) {
        String instance = origin + BASE + "/instances/" + Percent.encode(id);
        String plain = instance + '?' + suffix;
        return new HttpManagementPayload(
                id,
                failedIsError ? plain + '&' + InstanceStatus.FAILED_IS_ERROR + "=true" : plain,
                instance + "/raiseEvent/{eventName}?" + suffix,
                instance + "/terminate" + reason,
                instance + "/suspend" + reason,
                instance + "/resume" + reason,
                instance + "/rewind" + reason,
                instance + "/restart?" + suffix,
                plain);
    }

    /** H-37. */
    HttpCreationPayload creation(String origin) {
        String start = origin + BASE + "/orchestrators/{functionName}[/{instanceId}]";
        return new HttpCreationPayload(
                start, start + "?timeout={timeoutInSeconds}&pollingInterval={intervalInSeconds}");
    }

    /** Written straight: each start has this answer, and a tree of it took longer than finding out what to say. */
    private static String text(HttpManagementPayload links) {
        return JsonWriter.text(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("id", links.id());
                    json.writeStringField("statusQueryGetUri", links.statusQueryGetUri());
                    json.writeStringField("sendEventPostUri", links.sendEventPostUri());
                    json.writeStringField("terminatePostUri", links.terminatePostUri());
                    json.writeStringField("suspendPostUri", links.suspendPostUri());
                    json.writeStringField("resumePostUri", links.resumePostUri());
                    json.writeStringField("rewindPostUri", links.rewindPostUri());
                    json.writeStringField("restartPostUri", links.restartPostUri());
                    json.writeStringField("purgeHistoryDeleteUri", links.purgeHistoryDeleteUri());
                    json.writeEndObject();
                },
                LENGTH);
    }
}
