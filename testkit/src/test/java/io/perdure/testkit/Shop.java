package io.perdure.testkit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;

import io.perdure.DurableModule;
import io.perdure.Registry;
import io.perdure.entities.Entity;
import io.perdure.entities.EntityId;
import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** User code, as users write it. */
final class Shop implements DurableModule {
    final AtomicInteger declines = new AtomicInteger();

    @Override
    public void register(Registry registry) {
        registry.orchestrator(Approval.class)
                .orchestrator(Purchase.class)
                .orchestrator(Poll.class)
                .orchestrator(Tally.class)
                .activity(Escalate.class)
                .activity(Charge.class, () -> new Charge(declines))
                .entity(Counter.class);
    }

    static final class Approval implements Orchestrator<Integer, String> {
        @Override
        public String run(OrchestrationContext context, Integer amount) {
            var approval = context.waitForExternalEvent("Approval", Boolean.class);
            var deadline = context.createTimer(ofHours(72));
            context.setCustomStatus("waits for a person");
            if (DurableTask.anyOf(approval, deadline).await() == approval) {
                deadline.cancel();
                return approval.await() ? "Approved" : "Rejected";
            }
            return context.callActivity(Escalate.class, amount).await();
        }
    }

    static final class Escalate implements Activity<Integer, String> {
        @Override
        public String run(ActivityContext context, Integer amount) {
            return "Escalated";
        }
    }

    static final class Purchase implements Orchestrator<Integer, Integer> {
        @Override
        public Integer run(OrchestrationContext context, Integer amount) {
            return context.callActivity(
                            Charge.class,
                            amount,
                            RetryPolicy.attempts(5).firstDelay(ofSeconds(10)).backoff(2))
                    .await();
        }
    }

    /** Fails a few times at first. */
    static final class Charge implements Activity<Integer, Integer> {
        private final AtomicInteger declines;

        Charge(AtomicInteger declines) {
            this.declines = declines;
        }

        @Override
        public Integer run(ActivityContext context, Integer amount) {
            if (declines.getAndDecrement() > 0) {
                throw new IllegalStateException("declined");
            }
            return amount;
        }
    }

    /** For ever. */
    static final class Poll implements Orchestrator<Integer, Void> {
        @Override
        public Void run(OrchestrationContext context, Integer round) {
            context.createTimer(ofHours(1)).await();
            return context.continueAsNew(round + 1);
        }
    }

    static final class Tally implements Orchestrator<Void, Integer> {
        @Override
        public Integer run(OrchestrationContext context, Void nothing) {
            var visits = EntityId.of(Counter.class, "visits");
            context.callEntity(visits, "add", 2, Integer.class).await();
            return context.callEntity(visits, "add", 3, Integer.class).await();
        }
    }

    static class Counter extends Entity<Integer> {
        @Override
        protected Integer initialState() {
            return 0;
        }

        public int add(int amount) {
            state += amount;
            return state;
        }

        public void addLater(Duration pause) {
            context().signal(context().id(), "add", 1, pause);
        }
    }
}
