/** Orchestrations on the kernel. Not API: may change in any release. */
@NullMarked
package io.perdure.orchestrations.internal;

import org.jspecify.annotations.NullMarked;
