package io.perdure.examples.orders;

/** The payment service will not take money from that card; asking again does not help. */
final class CardDeclinedException extends RuntimeException {
    CardDeclinedException(String card) {
        super("Card '%s' was declined.".formatted(card));
    }
}
