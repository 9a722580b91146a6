package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The index table: an older row never replaces a newer one. */
final class SimulatedIndex {
    private final Map<Address, InstanceRow> rows = new HashMap<>();

    void upsert(InstanceRow row) {
        rows.merge(row.address(), row, (old, young) -> young.version() >= old.version() ? young : old);
    }

    void remove(Address address) {
        rows.remove(address);
    }

    @Nullable
    InstanceRow row(Address address) {
        return rows.get(address);
    }

    List<Address> active() {
        return which(InstanceRow::active);
    }

    List<Address> due(long now) {
        return which(row -> row.wakeAt() != null && row.wakeAt().toEpochMilli() <= now);
    }

    private List<Address> which(Predicate<InstanceRow> condition) {
        var all = new ArrayList<Address>();
        rows.values().stream()
                .filter(condition)
                .map(InstanceRow::address)
                .sorted()
                .forEach(all::add);
        return all;
    }
}
