package io.perdure.examples.orders;

import java.io.IOException;

/** The service that takes the money, somewhere in the network. */
@FunctionalInterface
interface PaymentService {
    /**
     * Charges a card. Repeated with the same key it charges nothing, and gives the receipt again.
     *
     * @return a receipt
     * @throws CardDeclinedException for good
     * @throws IOException when the service was not reached, or nobody knows
     */
    String charge(String idempotencyKey, String card, long cents) throws IOException;
}
