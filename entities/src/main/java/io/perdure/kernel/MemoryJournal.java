package io.perdure.kernel;

import io.perdure.kernel.store.JournalTables;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The journals of one logic's instances, in memory, as the bytes that a database would hold: what cannot be written, or
 * comes back as something else, shows here as it does there. Not thread-safe.
 */
final class MemoryJournal<S, D> {

    private static final class Tables {
        final TreeMap<Long, byte[]> events = new TreeMap<>();
        final TreeMap<Long, byte[]> snapshots = new TreeMap<>();

        long last() {
            return Math.max(events.isEmpty() ? 0 : events.lastKey(), snapshots.isEmpty() ? 0 : snapshots.lastKey());
        }
    }

    private final DurableLogic<S, D> logic;
    private final KernelCodec<S, D> codec;
    private final KernelSettings settings;
    private final VirtualTime time;
    private final Map<Address, Tables> tables = new HashMap<>();

    MemoryJournal(DurableLogic<S, D> logic, KernelSettings settings, VirtualTime time) {
        this.logic = logic;
        this.codec = new KernelCodec<>(logic);
        this.settings = settings;
        this.time = time;
    }

    /** Reads one journal, to be gone on with. */
    Session open(Address address) {
        return new Session(address);
    }

    /** See {@link DurableClient#history}. */
    List<DurableClient.Step> newestFirst(Address address, long before, int limit) {
        var of = tables.get(address);
        return of == null
                ? List.of()
                : of.events.headMap(before, false).descendingMap().entrySet().stream()
                        .limit(limit)
                        .map(row -> step(row.getKey(), codec.decodeEvent(row.getValue())))
                        .toList();
    }

    private static DurableClient.Step step(long version, StepEvent<?> event) {
        return new DurableClient.Step(version, Instant.ofEpochMilli(event.at()), event.delta());
    }

    /** Deletes everything, unless the journal is not at that version; says whether it did. */
    boolean erase(Address address, long version) {
        var of = tables.get(address);
        if ((of == null ? 0 : of.last()) != version) {
            return false;
        }
        tables.remove(address);
        return true;
    }

    /** One owner's hold on one journal. */
    final class Session {
        private final Address address;
        private final SnapshotPolicy snapshots = new SnapshotPolicy(settings, time::now);
        private DurableState<S> state;
        private long version;

        private Session(Address address) {
            this.address = address;
            this.state = DurableState.initial(logic.initial(address));
            recover();
        }

        DurableState<S> state() {
            return state;
        }

        long version() {
            return version;
        }

        private void recover() {
            var of = tables.get(address);
            if (of == null) {
                return;
            }
            var snapshot = of.snapshots.lastEntry();
            if (snapshot != null) {
                state = codec.decodeState(snapshot.getValue());
                version = snapshot.getKey();
                snapshots.snapshot(snapshot.getValue().length);
            }
            of.events.tailMap(version, false).forEach((number, bytes) -> {
                snapshots.event(bytes.length);
                state = state.after(codec.decodeEvent(bytes), logic, settings.limits());
                version = number;
            });
            snapshots.recovered(version);
        }

        /** Writes one event. The state goes on from what can be read of it, so that a loss shows at once. */
        void append(StepEvent<D> event) {
            byte[] bytes = codec.encode(event);
            var of = tables.computeIfAbsent(address, any -> new Tables());
            if (of.last() != version) {
                throw new IllegalStateException(
                        "%s was at version %d, its journal is at %d.".formatted(address, version, of.last()));
            }
            of.events.put(++version, bytes);
            state = state.after(codec.decodeEvent(bytes), logic, settings.limits());
            snapshots.event(bytes.length);
            snapshots.committed();
            if (snapshots.isDue()) {
                snapshot(of);
            }
        }

        private void snapshot(Tables of) {
            byte[] bytes = codec.encode(state);
            snapshots.snapshot(bytes.length);
            of.snapshots.put(version, bytes);
            JournalTables.Trim trim = snapshots.taken(address.text(), version);
            if (trim != null) {
                of.events.headMap(trim.eventsUpTo(), true).clear();
                of.snapshots.headMap(trim.snapshotsBelow(), false).clear();
            }
        }
    }
}
