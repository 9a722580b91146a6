/** The door: HTTP routes, and the node's command line. Public API: {@link HttpModule} and what it takes and gives. */
@NullMarked
package io.perdure.gateway;

import org.jspecify.annotations.NullMarked;
