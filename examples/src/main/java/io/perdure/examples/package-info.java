/**
 * Entities as a user writes them, on the public API alone: each file shows one thing and is short enough to copy. Start
 * with {@link io.perdure.examples.Counter}.
 */
@NullMarked
package io.perdure.examples;

import org.jspecify.annotations.NullMarked;
