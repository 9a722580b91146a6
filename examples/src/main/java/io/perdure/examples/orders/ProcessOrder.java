package io.perdure.examples.orders;

import io.perdure.entities.EntityId;
import io.perdure.entities.EntityOperationFailedException;
import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.RetryPolicy;
import io.perdure.orchestrations.TaskCanceledException;
import io.perdure.orchestrations.TaskFailedException;
import java.time.Duration;

/**
 * An order from the first check to the mails: reserve, have large ones approved within three days, charge, and tell all
 * that must know at the same time. What was reserved is released when the payment fails. A message that fails does not undo
 * a paid order: it fails the instance, which can be rewound when the fault is mended.
 */
final class ProcessOrder implements Orchestrator<Order, String> {
    private static final long NEEDS_APPROVAL = 1_000_00;
    private static final Duration TIME_TO_APPROVE = Duration.ofDays(3);
    private static final RetryPolicy PATIENTLY = RetryPolicy.attempts(5)
            .firstDelay(Duration.ofSeconds(1))
            .backoff(2.0)
            .notOn("CardDeclinedException");

    @Override
    public String run(OrchestrationContext context, Order order) {
        context.callActivity(ValidateOrder.class, order).await();
        var stock = EntityId.of(Stock.class, order.product());
        try {
            context.callEntity(stock, "reserve", order.quantity()).await();
        } catch (EntityOperationFailedException refused) {
            return "Refused: " + refused.details().errorMessage();
        }
        String receipt;
        try {
            if (order.cents() >= NEEDS_APPROVAL && !isApproved(context)) {
                context.callEntity(stock, "release", order.quantity()).await();
                return "Not approved";
            }
            receipt = charge(context, order);
        } catch (TaskFailedException failure) {
            context.callEntity(stock, "release", order.quantity()).await();
            return "Undone: " + failure.details().errorMessage();
        }
        context.setCustomStatus("Paid");
        DurableTask.allOf(
                        context.callActivity(SendConfirmation.class, order),
                        context.callActivity(NotifyWarehouse.class, order))
                .await();
        return "Paid: " + receipt;
    }

    /** Nobody in time is a no. */
    private static boolean isApproved(OrchestrationContext context) {
        context.setCustomStatus("Waiting for the event OrderApproval");
        try {
            return context.waitForExternalEvent("OrderApproval", TIME_TO_APPROVE, Boolean.class)
                    .await();
        } catch (TaskCanceledException tooLate) {
            return false;
        }
    }

    /** The key is drawn here, once: the same on replay and for every attempt, so that nobody pays twice. */
    private static String charge(OrchestrationContext context, Order order) {
        context.setCustomStatus("Charging");
        String idempotencyKey = context.newUuid().toString();
        return context.callActivity(
                        ProcessPayment.class,
                        new ProcessPayment.Charge(idempotencyKey, order.card(), order.cents()),
                        PATIENTLY)
                .await();
    }
}
