/**
 * Everything that Perdure can do, as a user writes it, on the public API alone. Each class shows one thing and is short
 * enough to copy: {@code basics} the first orchestrations, {@code patterns} one class per pattern, {@code orders} a small
 * application, {@code entities} what keeps state.
 */
@NullMarked
package io.perdure.examples;

import org.jspecify.annotations.NullMarked;
