package io.perdure.kernel.store;

import io.perdure.kernel.Address;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Makes one row of several that describe the same instance. */
final class Folding {

    private Folding() {}

    /**
     * One row per address: the newest version with the creation time of the oldest. Ordered by address, so that two
     * nodes that write the same rows never wait for each other in a ring.
     */
    static List<InstanceRow> newestPerAddress(Collection<InstanceRow> rows) {
        TreeMap<Address, InstanceRow> folded = new TreeMap<>();
        for (InstanceRow row : rows) {
            folded.merge(row.address(), row, Folding::fold);
        }
        return List.copyOf(folded.values());
    }

    private static InstanceRow fold(InstanceRow earlier, InstanceRow later) {
        boolean inOrder = later.version() >= earlier.version();
        InstanceRow newest = inOrder ? later : earlier;
        InstanceRow oldest = inOrder ? earlier : later;
        return new InstanceRow(
                newest.address(),
                newest.status(),
                oldest.createdAt(),
                newest.updatedAt(),
                newest.active(),
                newest.wakeAt(),
                newest.version(),
                newest.summary());
    }
}
