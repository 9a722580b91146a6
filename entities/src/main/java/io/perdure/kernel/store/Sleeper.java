package io.perdure.kernel.store;

import io.perdure.kernel.Address;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance that is to be woken.
 *
 * @param wakeAt when it wants to be; null when it is only active
 * @param version of its row
 */
public record Sleeper(Address address, @Nullable Instant wakeAt, long version) {}
