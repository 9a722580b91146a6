/**
 * Durable entities: small keyed state whose operations run one at a time, survive every crash and are applied exactly
 * once. Public API; start with {@link io.perdure.entities.Entity} to write one and {@link
 * io.perdure.entities.EntityClient} to use one.
 */
@NullMarked
package io.perdure.entities;

import org.jspecify.annotations.NullMarked;
