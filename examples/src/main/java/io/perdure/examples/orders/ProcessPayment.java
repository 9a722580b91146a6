package io.perdure.examples.orders;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import java.io.IOException;

/** Runs at least once, so that it must bear being run again: that is what the key is for. */
final class ProcessPayment implements Activity<ProcessPayment.Charge, String> {
    record Charge(String idempotencyKey, String card, long cents) {}

    private final PaymentService payments;

    ProcessPayment(PaymentService payments) {
        this.payments = payments;
    }

    @Override
    public String run(ActivityContext context, Charge charge) throws IOException {
        return payments.charge(charge.idempotencyKey(), charge.card(), charge.cents());
    }
}
