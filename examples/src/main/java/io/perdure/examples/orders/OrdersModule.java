package io.perdure.examples.orders;

import io.perdure.DurableModule;
import io.perdure.Registry;

/** What the activities need is given to the module; a node makes the module by its constructor without parameters. */
public final class OrdersModule implements DurableModule {
    private final PaymentService payments;

    public OrdersModule() {
        this(OrdersModule::demoPayment);
    }

    OrdersModule(PaymentService payments) {
        this.payments = payments;
    }

    @Override
    public void register(Registry registry) {
        registry.orchestrator(ProcessOrder.class)
                .activity(ValidateOrder.class)
                .activity(ProcessPayment.class, () -> new ProcessPayment(payments))
                .activity(SendConfirmation.class)
                .activity(NotifyWarehouse.class)
                .entity(Stock.class)
                .orchestrator(Reorder.class)
                .activity(Reorder.BuyFromSupplier.class);
    }

    /** Takes no money; a card named {@code stolen} is declined. */
    private static String demoPayment(String idempotencyKey, String card, long cents) {
        if (card.equals("stolen")) {
            throw new CardDeclinedException(card);
        }
        return "receipt " + idempotencyKey;
    }
}
