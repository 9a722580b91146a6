/**
 * A small application: orders are paid, approved when they are large, and undone when something fails; a stock orders
 * supplies by itself. Start with {@link io.perdure.examples.orders.ProcessOrder}.
 */
@NullMarked
package io.perdure.examples.orders;

import org.jspecify.annotations.NullMarked;
