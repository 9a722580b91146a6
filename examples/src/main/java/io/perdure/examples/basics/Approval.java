package io.perdure.examples.basics;

import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.time.Duration;

/** A race between a person and a clock. The person answers with the event {@code ApprovalEvent}, true or false. */
final class Approval implements Orchestrator<Integer, String> {
    @Override
    public String run(OrchestrationContext context, Integer secondsToWait) {
        var approval = context.waitForExternalEvent("ApprovalEvent", Boolean.class);
        var deadline = context.createTimer(Duration.ofSeconds(secondsToWait));
        if (DurableTask.anyOf(approval, deadline).await() == approval) {
            deadline.cancel();
            return approval.await() ? "Approved" : "Rejected";
        }
        return "Escalated";
    }
}
