/**
 * Entities as a user writes them, on the public API alone: each file shows one thing and is short enough to copy. Start
 * with {@link io.perdure.examples.entities.Counter}.
 */
@NullMarked
package io.perdure.examples.entities;

import org.jspecify.annotations.NullMarked;
