package io.perdure.kernel.store;

import io.perdure.kernel.Address;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Makes one row of several that describe the same instance. */
final class Folding {

    private Folding() {}

    /**
     * One row per address: the newest version. Ordered by address, so that two nodes that write the same rows never wait
     * for each other in a ring.
     */
    static List<InstanceRow> newestPerAddress(Collection<InstanceRow> rows) {
        TreeMap<Address, InstanceRow> folded = new TreeMap<>();
        for (InstanceRow row : rows) {
            folded.merge(row.address(), row, Folding::newest);
        }
        return List.copyOf(folded.values());
    }

    private static InstanceRow newest(InstanceRow earlier, InstanceRow later) {
        return later.version() >= earlier.version() ? later : earlier;
    }
}
