/** Tests of entities, orchestrators and activities: the real engine in memory, in a time that the test moves. */
@NullMarked
package io.perdure.testkit;

import org.jspecify.annotations.NullMarked;
