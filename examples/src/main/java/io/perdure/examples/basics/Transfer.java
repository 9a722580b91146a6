package io.perdure.examples.basics;

import io.perdure.entities.EntityId;
import io.perdure.examples.entities.Account;
import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;

/**
 * Moves money between two accounts under a critical section: from the look at the balance to the last booking nobody else
 * gets at either. Locks are taken in one order for all, so two opposite transfers cannot wait for each other.
 */
final class Transfer implements Orchestrator<Transfer.Request, Boolean> {
    /** How much, between the keys of two accounts. */
    record Request(String from, String to, long amount) {}

    @Override
    public Boolean run(OrchestrationContext context, Request request) {
        var from = EntityId.of(Account.class, request.from());
        var to = EntityId.of(Account.class, request.to());
        try (var section = context.lock(from, to).await()) {
            long balance = context.callEntity(from, "balance", Long.class).await();
            if (balance < request.amount()) {
                return false;
            }
            DurableTask.allOf(
                            context.callEntity(from, "withdraw", request.amount()),
                            context.callEntity(to, "deposit", request.amount()))
                    .await();
            return true;
        }
    }
}
