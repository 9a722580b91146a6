package io.perdure.kernel.store;

import java.time.Duration;
import java.util.List;

/**
 * Nodes that are members of the cluster of a hub, as each says of itself from time to time. All ages are by the clock of the
 * database. Blocking, thread-safe; every method throws {@link io.perdure.failures.StoreUnavailableException} when the
 * database does.
 */
public interface MemberTable {

    /** Notes that the node at this address is a member now. */
    void seen(String hub, String address);

    /** Addresses that were seen within this time, sorted. Forgets those of long ago. */
    List<String> seenWithin(String hub, Duration time);

    /** Forgets a node that has left. */
    void gone(String hub, String address);
}
