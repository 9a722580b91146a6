package io.perdure.kernel.store;

import io.perdure.kernel.Address;
import java.time.Instant;

/** An instance and the time at which it wants to be woken. */
public record Sleeper(Instant wakeAt, Address address) {}
