/** Orchestrations and activities as ordinary Java: the public API (spec: O-n). */
@NullMarked
package io.perdure.orchestrations;

import org.jspecify.annotations.NullMarked;
