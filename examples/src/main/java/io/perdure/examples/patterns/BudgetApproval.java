package io.perdure.examples.patterns;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Human interaction: asks somebody, waits for up to 72 hours without being in memory, and escalates when there was no
 * answer. The answer is the event {@code Approval}, true or false.
 */
final class BudgetApproval implements Orchestrator<BudgetApproval.Budget, String> {
    private static final Duration TIME_TO_ANSWER = Duration.ofDays(3);
    private static final Logger LOG = LoggerFactory.getLogger(BudgetApproval.class);

    /** What is to be approved. */
    record Budget(String project, long amount) {}

    @Override
    public String run(OrchestrationContext context, Budget budget) {
        context.callActivity(RequestApproval.class, budget).await();
        context.setCustomStatus("Waiting for the approval of " + budget.project());

        var approval = context.waitForExternalEvent("Approval", Boolean.class);
        var deadline = context.createTimer(TIME_TO_ANSWER);
        if (DurableTask.anyOf(approval, deadline).await() == approval) {
            deadline.cancel();
            return approval.await() ? "Approved" : "Rejected";
        }
        context.callActivity(Escalate.class, budget).await();
        return "Escalated";
    }

    /** Would send a mail with a link that raises the event. */
    static final class RequestApproval implements Activity<Budget, Void> {
        @Override
        public @Nullable Void run(ActivityContext context, Budget budget) {
            LOG.info(
                    "Please approve {} for {}: instance '{}'", budget.amount(), budget.project(), context.instanceId());
            return null;
        }
    }

    static final class Escalate implements Activity<Budget, Void> {
        @Override
        public @Nullable Void run(ActivityContext context, Budget budget) {
            LOG.warn("Nobody has decided about {} for {}", budget.amount(), budget.project());
            return null;
        }
    }
}
