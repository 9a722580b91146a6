package io.perdure.examples.orders;

/**
 * What a customer wants.
 *
 * @param cents what it costs in all
 * @param card what the payment service knows the card by
 */
record Order(String customer, String product, int quantity, long cents, String card) {}
