package io.perdure.kernel.store;

import io.perdure.kernel.Address;

/**
 * An instance that is to be woken.
 *
 * @param version of its row
 */
public record Sleeper(Address address, long version) {}
