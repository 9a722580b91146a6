/** Measures a node and the embedded runtime against the limits of the machine they run on; never part of a release. */
@NullMarked
package io.perdure.benchmarks;

import org.jspecify.annotations.NullMarked;
