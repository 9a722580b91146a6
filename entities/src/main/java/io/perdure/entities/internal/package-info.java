/**
 * Entities as a logic on the kernel: what a batch of operations does to a state, and the client's side of it. Not API.
 */
@NullMarked
package io.perdure.entities.internal;

import org.jspecify.annotations.NullMarked;
