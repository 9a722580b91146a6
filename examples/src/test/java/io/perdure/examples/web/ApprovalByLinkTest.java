package io.perdure.examples.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdure.examples.ExamplesNode;
import io.perdure.testkit.PerdureTestKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Approval by a link in a mail")
class ApprovalByLinkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String FORM = "application/x-www-form-urlencoded";

    @RegisterExtension
    static final ExamplesNode NODE = new ExamplesNode();

    @Test
    @DisplayName("shows the question to who opens the link, and takes the first press of a button, once")
    void decided() {
        assertThat(NODE.send("POST", "/api/approvals", "{\"subject\": \"the move\", \"approver\": \"eve@example.org\"}")
                        .statusCode())
                .isEqualTo(202);
        MatchResult link = link("the move");
        String path = link.group(1);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(NODE.send("GET", path, "").body()).contains("Approve", "Reject"));
        assertThat(NODE.send("POST", path + "0", FORM, "approved=true").statusCode())
                .as("another token")
                .isEqualTo(404);
        assertThat(NODE.send("POST", path, FORM, "approved=perhaps").statusCode())
                .isEqualTo(400);
        assertThat(NODE.send("POST", path, FORM, "approved=false").body()).contains("Thank you");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(link.group(2))).contains("\"output\":\"Rejected\""));
        assertThat(NODE.send("POST", path, FORM, "approved=true").statusCode())
                .as("used")
                .isEqualTo(404);
    }

    @Test
    @DisplayName("keeps the token out of the status and the history")
    void secret() {
        NODE.send("POST", "/api/approvals", "{\"subject\": \"the party\", \"approver\": \"eve@example.org\"}");
        MatchResult link = link("the party");
        String token = link.group(1).substring(link.group(1).lastIndexOf('/') + 1);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(link.group(2) + "?showHistory=true&showHistoryOutput=true"))
                        .contains("TimerCreated")
                        .doesNotContain(token));
    }

    @Test
    @DisplayName("ends undecided after three days")
    void too_late() {
        var mails = new ArrayList<String>();
        try (var kit = PerdureTestKit.with(new WebModule((to, text) -> mails.add(text)))) {
            var run = kit.start(ApprovalByLink.class, new ApprovalByLink.Request("the trip", "eve", "https://x/links"));

            kit.advance(Duration.ofDays(3));

            assertThat(run.output(String.class)).isEqualTo("Not decided");
            assertThat(mails).singleElement().asString().contains("https://x/links/" + run.instanceId() + "/");
        }
    }

    /** The path of the link that was sent, and the id in it. */
    private static MatchResult link(String subject) {
        var mail = Pattern.compile("decide on " + subject + ": " + ExamplesNode.PUBLIC_URL
                + "(/api/approval-links/([0-9a-f]+)/[0-9a-f]+)");
        return await().atMost(PATIENCE)
                .until(() -> mail.matcher(NODE.log()).results().findFirst(), found -> found.isPresent())
                .orElseThrow();
    }

    private static String status(String instance) {
        return NODE.send("GET", "/runtime/webhooks/durabletask/instances/" + instance, "")
                .body();
    }
}
