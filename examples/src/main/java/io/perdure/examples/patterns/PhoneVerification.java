package io.perdure.examples.patterns;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.security.SecureRandom;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/**
 * Sends a code to a phone, and gives its owner 90 seconds and three attempts to enter it as the event {@code
 * SmsChallengeResponse}. One timer runs against all attempts. The random number comes from the activity: an orchestrator
 * must do the same on replay.
 */
final class PhoneVerification implements Orchestrator<String, Boolean> {
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(90);
    private static final int ATTEMPTS = 3;

    @Override
    public Boolean run(OrchestrationContext context, String phoneNumber) {
        int code = context.callActivity(SendSmsChallenge.class, phoneNumber).await();
        var deadline = context.createTimer(TIME_TO_ANSWER);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var response = context.waitForExternalEvent("SmsChallengeResponse", Integer.class);
            if (DurableTask.anyOf(response, deadline).await() == deadline) {
                return false;
            }
            if (response.await() == code) {
                deadline.cancel();
                return true;
            }
        }
        return false;
    }

    /** Makes up a code of four digits and would send it. */
    static final class SendSmsChallenge implements Activity<String, Integer> {
        private final SecureRandom random = new SecureRandom();

        @Override
        public Integer run(ActivityContext context, String phoneNumber) {
            int code = random.nextInt(1_000, 10_000);
            LoggerFactory.getLogger(PhoneVerification.class).info("SMS to {}: your code is {}", phoneNumber, code);
            return code;
        }
    }
}
