/**
 * The durable actor: inbox, step, journal, outbox, index, waker. Used by the logics that stand on it (entities,
 * orchestrations), never by users, and it knows neither of them.
 */
@NullMarked
package io.perdure.kernel;

import org.jspecify.annotations.NullMarked;
