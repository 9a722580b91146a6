/**
 * The first orchestrations to read, and the ones that the benchmarks run. Start with {@link
 * io.perdure.examples.basics.HelloSequence}.
 */
@NullMarked
package io.perdure.examples.basics;

import org.jspecify.annotations.NullMarked;
