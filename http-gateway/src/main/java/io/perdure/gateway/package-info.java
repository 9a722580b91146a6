/** The door: HTTP routes, and the node's command line. Nothing here is API but the command line and the HTTP paths. */
@NullMarked
package io.perdure.gateway;

import org.jspecify.annotations.NullMarked;
