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
    private final boolean keyInLinks;

    /** @param keyInLinks whether links have the caller's key, as those of the original have (H-24) */
    CheckStatus(PublicAddress address, String hub, boolean keyInLinks) {
        this.address = address;
        this.keyInLinks = keyInLinks;
        this.suffix = "taskHub=" + Percent.encode(hub) + CONNECTION;
    }

    HttpResponse accepted(Exchange exchange, String id) {
        exchange.concerns(id);
        HttpManagementPayload links = links(exchange, id);
        return Answers.json(StatusCodes.ACCEPTED, text(links))
                .addHeader(RawHeader.create("Location", links.statusQueryGetUri()))
                .addHeader(RETRY_AFTER);
    }

    /** For whoever has sent the request, with the key and the wish that it may have (H-24, H-35). */
    HttpManagementPayload links(Exchange exchange, String id) {
        return links(
                address.origin(exchange.request()),
                id,
                suffix + code(exchange),
                exchange.query().flag(InstanceStatus.FAILED_IS_ERROR, false));
    }

    HttpManagementPayload links(String origin, String id) {
        return links(origin, id, suffix, false);
    }

    private static HttpManagementPayload links(String origin, String id, String suffix, boolean failedIsError) {
        String instance = origin + BASE + "/instances/" + Percent.encode(id);
        String plain = instance + '?' + suffix;
        String reason = "?reason={text}&" + suffix;
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

    /** For whoever has sent the request (H-37). */
    HttpCreationPayload creation(Exchange exchange) {
        return creation(address.origin(exchange.request()), code(exchange));
    }

    HttpCreationPayload creation(String origin) {
        return creation(origin, "");
    }

    private static HttpCreationPayload creation(String origin, String code) {
        String start = origin + BASE + "/orchestrators/{functionName}[/{instanceId}]";
        return new HttpCreationPayload(
                code.isEmpty() ? start : start + '?' + code.substring(1),
                start + "?timeout={timeoutInSeconds}&pollingInterval={intervalInSeconds}" + code);
    }

    private String code(Exchange exchange) {
        String key = exchange.caller().key();
        return keyInLinks && key != null ? "&code=" + Percent.encode(key) : "";
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
