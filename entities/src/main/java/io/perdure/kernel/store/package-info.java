/** Where durable things live: the databases, their schema, the journal's tables and the instance index. */
@NullMarked
package io.perdure.kernel.store;

import org.jspecify.annotations.NullMarked;
