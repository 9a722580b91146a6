package io.perdure.examples.web;

import static akka.http.javadsl.model.ContentTypes.TEXT_HTML_UTF8;
import static akka.http.javadsl.model.StatusCodes.NOT_FOUND;
import static akka.http.javadsl.model.StatusCodes.OK;
import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.entity;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.formField;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;
import static akka.http.javadsl.unmarshalling.StringUnmarshallers.BOOLEAN;

import akka.http.javadsl.marshallers.jackson.Jackson;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.server.Route;
import io.perdure.gateway.HttpContext;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.RuntimeStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * {@code POST approvals} begins; {@code approval-links/{instance}/{token}} is for the person, who has no key. To open the
 * link only shows the question, since mail programs open links too: the button decides.
 */
final class ApprovalRoutes {
    private static final String QUESTION = """
            <!DOCTYPE html><title>Your decision</title>
            <form method="post">
              <button name="approved" value="true">Approve</button>
              <button name="approved" value="false">Reject</button>
            </form>
            """;

    private final HttpContext context;
    private final OrchestrationClient orchestrations;

    ApprovalRoutes(HttpContext context) {
        this.context = context;
        orchestrations = context.orchestrations();
    }

    /** What is to be approved, and by whom. */
    record Wish(String subject, String approver) {}

    Route start() {
        return pathEnd(() -> post(() -> entity(
                Jackson.unmarshaller(Wish.class),
                wish -> extractRequest(request -> onSuccess(
                        orchestrations.start(ApprovalByLink.class, request(wish)),
                        id -> complete(context.checkStatus(request, id)))))));
    }

    private ApprovalByLink.Request request(Wish wish) {
        return new ApprovalByLink.Request(wish.subject(), wish.approver(), context.publicUrl() + "/api/approval-links");
    }

    Route link() {
        return path(
                segment().slash(segment()),
                (id, token) -> onSuccess(
                        orchestrations.get(id),
                        found -> found.filter(instance -> isOpen(instance, token))
                                        .isPresent()
                                ? concat(get(() -> page(QUESTION)), post(() -> decide(id)))
                                : complete(NOT_FOUND, "This link is wrong, or has been used, or is too old.")));
    }

    private static boolean isOpen(OrchestrationMetadata instance, String token) {
        if (!instance.name().equals(ApprovalByLink.class.getSimpleName())
                || instance.status() != RuntimeStatus.Running) {
            return false;
        }
        String hash = instance.customStatus(String.class);
        return hash != null && MessageDigest.isEqual(bytes(hash), bytes(ApprovalByLink.hash(token)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Who presses twice sends two events; the orchestration takes the first. */
    private Route decide(String id) {
        return formField(
                BOOLEAN,
                "approved",
                approved -> onSuccess(
                        orchestrations.raiseEvent(id, ApprovalByLink.DECISION, approved),
                        done -> page("<!DOCTYPE html><title>Your decision</title><p>Thank you.</p>")));
    }

    private static Route page(String html) {
        return complete(OK, HttpEntities.create(TEXT_HTML_UTF8, html));
    }
}
