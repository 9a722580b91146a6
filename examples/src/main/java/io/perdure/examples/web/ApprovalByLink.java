package io.perdure.examples.web;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.TaskCanceledException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A person decides by a link in a mail. The link carries a token that is nowhere else: the mail has it, and the
 * orchestration its hash, as its custom status. With the end of the orchestration the link is void.
 */
final class ApprovalByLink implements Orchestrator<ApprovalByLink.Request, String> {
    static final String DECISION = "Decision";
    private static final Duration TIME_TO_DECIDE = Duration.ofDays(3);

    /** Who is to approve what; and where links begin. */
    record Request(String subject, String approver, String links) {}

    @Override
    public String run(OrchestrationContext context, Request request) {
        context.setCustomStatus(context.callActivity(SendLink.class, request).await());
        try {
            boolean approved = context.waitForExternalEvent(DECISION, TIME_TO_DECIDE, Boolean.class)
                    .await();
            return approved ? "Approved" : "Rejected";
        } catch (TaskCanceledException tooLate) {
            return "Not decided";
        }
    }

    /** Sends the mail, and gives the token's hash. If it runs again after a crash, the link of the last mail counts. */
    static final class SendLink implements Activity<Request, String> {
        private final SecureRandom random = new SecureRandom();
        private final WebModule.Mailer mailer;

        SendLink(WebModule.Mailer mailer) {
            this.mailer = mailer;
        }

        @Override
        public String run(ActivityContext context, Request request) {
            byte[] secret = new byte[16];
            random.nextBytes(secret);
            String token = HexFormat.of().formatHex(secret);
            mailer.send(
                    request.approver(),
                    "Please decide on %s: %s/%s/%s"
                            .formatted(request.subject(), request.links(), context.instanceId(), token));
            return hash(token);
        }
    }

    static String hash(String token) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
