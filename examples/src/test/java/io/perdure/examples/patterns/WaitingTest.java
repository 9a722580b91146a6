package io.perdure.examples.patterns;

import static io.perdure.testkit.HistoryAssert.assertHistory;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.examples.patterns.BudgetApproval.Budget;
import io.perdure.examples.patterns.MonitorJobStatus.Watch;
import io.perdure.orchestrations.HistoryEvent.TaskCompleted;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.testkit.PerdureTestKit;
import io.perdure.testkit.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In virtual time: days pass at once. */
@DisplayName("In virtual time,")
class WaitingTest {
    private final PerdureTestKit kit = PerdureTestKit.with(new PatternsModule());

    @AfterEach
    void close() {
        kit.close();
    }

    @Nested
    @DisplayName("The approval of a budget")
    class Approvals {
        private final Run run = kit.start(BudgetApproval.class, new Budget("Apollo", 5_000));

        @Test
        @DisplayName("is asked for, and then shown to be waited for (O-165, O-103)")
        void asks() {
            assertThat(run.status()).isEqualTo(RuntimeStatus.Running);
            assertThat(run.customStatus(String.class)).isEqualTo("Waiting for the approval of Apollo");
            assertHistory(run).scheduled("RequestApproval", 1);
        }

        @Test
        @DisplayName("comes in the last hour, though the node was restarted (O-165, O-65)")
        void in_the_last_hour() {
            kit.advance(Duration.ofHours(71));
            kit.restart();

            run.raiseEvent("approval", true);

            assertThat(run.output(String.class)).isEqualTo("Approved");
            assertHistory(run).firedTimers(0).scheduled("Escalate", 0);
        }

        @Test
        @DisplayName("is refused (O-165)")
        void refused() {
            run.raiseEvent("Approval", false);

            assertThat(run.output(String.class)).isEqualTo("Rejected");
        }

        @Test
        @DisplayName("is escalated after 72 hours (O-165, O-66)")
        void escalated() {
            kit.advance(Duration.ofHours(72));

            assertThat(run.status()).isEqualTo(RuntimeStatus.Completed); // to wait for the output would move the time
            assertThat(run.output(String.class)).isEqualTo("Escalated");
            assertHistory(run).firedTimers(1).scheduled("Escalate", 1);
        }
    }

    @Nested
    @DisplayName("The verification of a phone")
    class Verifications {
        private final Run run = kit.start(PhoneVerification.class, "+49 30 1234567");
        private final int code = run.history().stream()
                .filter(TaskCompleted.class::isInstance)
                .map(event -> Integer.valueOf(((TaskCompleted) event).result()))
                .findFirst()
                .orElseThrow();

        @Test
        @DisplayName("succeeds at the third attempt (O-165)")
        void third_attempt() {
            run.raiseEvent("SmsChallengeResponse", code + 1);
            run.raiseEvent("SmsChallengeResponse", code + 2);
            assertThat(run.status()).isEqualTo(RuntimeStatus.Running);

            run.raiseEvent("SmsChallengeResponse", code);

            assertThat(run.output(Boolean.class)).isTrue();
        }

        @Test
        @DisplayName("fails after three wrong codes (O-165)")
        void three_wrong() {
            for (int i = 1; i <= 3; i++) {
                run.raiseEvent("SmsChallengeResponse", code + i);
            }

            assertThat(run.status()).isEqualTo(RuntimeStatus.Completed);
            assertThat(run.output(Boolean.class)).isFalse();
        }

        @Test
        @DisplayName("fails after 90 seconds, for all attempts together (O-165, O-87)")
        void too_late() {
            kit.advance(Duration.ofSeconds(60));
            run.raiseEvent("SmsChallengeResponse", code + 1);
            kit.advance(Duration.ofSeconds(29));
            assertThat(run.status()).isEqualTo(RuntimeStatus.Running);

            kit.advance(Duration.ofSeconds(1));

            assertThat(run.status()).isEqualTo(RuntimeStatus.Completed);
            assertThat(run.output(Boolean.class)).isFalse();
        }
    }

    @Nested
    @DisplayName("The monitor of a job")
    class Monitors {
        @TempDir
        private Path directory;

        @Test
        @DisplayName("looks until the job is done, and sends an alert then (O-164)")
        void done() throws IOException {
            Run run = start();
            kit.advance(Duration.ofMinutes(25));
            assertThat(run.customStatus(String.class)).isEqualTo("Running");
            Files.createFile(directory.resolve("result"));

            kit.advance(Duration.ofMinutes(10));

            assertThat(run.output(String.class)).isEqualTo("Completed");
            assertHistory(run).scheduled("GetJobStatus", 4).scheduled("SendAlert", 1);
        }

        @Test
        @DisplayName("gives up when the time is over (O-164)")
        void expires() {
            Run run = start();

            assertThat(run.output(String.class)).isEqualTo("Expired");
            assertHistory(run).scheduled("GetJobStatus", 12).scheduled("SendAlert", 0);
        }

        private Run start() {
            return kit.start(
                    MonitorJobStatus.class,
                    new Watch(directory.resolve("result").toString(), Duration.ofMinutes(10), Duration.ofHours(2)));
        }
    }
}
