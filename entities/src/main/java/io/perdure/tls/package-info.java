/** Certificates: those of the door and those between nodes. For Perdure's own parts; may change with any version. */
@NullMarked
package io.perdure.tls;

import org.jspecify.annotations.NullMarked;
