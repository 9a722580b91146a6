/** Perdure in one's own process: modules, registry and the runtime itself. Public API. */
@NullMarked
package io.perdure;

import org.jspecify.annotations.NullMarked;
