package io.perdure.kernel.store;

import com.typesafe.config.Config;
import io.perdure.kernel.Address;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The store under test, and rows to put into it. Each test takes a hub of its own instead of a store of its own. */
public interface OpenStore {
    AtomicInteger HUBS = new AtomicInteger();
    Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    Store store();

    Config settings();

    default String newHub() {
        return "hub" + HUBS.incrementAndGet();
    }

    default InstanceRow row(String name, String key) {
        return new InstanceRow(new Address("entity", name, key), "Running", NOON, NOON, false, null, 1, null);
    }

    default InstanceRow version(InstanceRow row, long version, String status) {
        return new InstanceRow(
                row.address(),
                status,
                row.createdAt(),
                row.updatedAt(),
                row.active(),
                row.wakeAt(),
                version,
                row.summary());
    }

    default InstanceQuery all(InstanceQuery.@Nullable Position after, int limit) {
        return new InstanceQuery("entity", null, null, null, Set.of(), null, null, after, limit);
    }

    default List<String> texts(List<InstanceRow> rows) {
        return rows.stream()
                .map(row -> row.address().name() + '@' + row.address().key())
                .toList();
    }
}
