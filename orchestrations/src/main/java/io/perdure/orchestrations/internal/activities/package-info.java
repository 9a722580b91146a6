/** Running activities: this node's pool, and giving work to other nodes. Not API: may change in any release. */
@NullMarked
package io.perdure.orchestrations.internal.activities;

import org.jspecify.annotations.NullMarked;
