/** What can go wrong, as data ({@link io.perdure.failures.FailureDetails}) and as exceptions. Public API. */
@NullMarked
package io.perdure.failures;

import org.jspecify.annotations.NullMarked;
