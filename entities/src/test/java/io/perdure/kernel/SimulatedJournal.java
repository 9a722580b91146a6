package io.perdure.kernel;

import io.perdure.kernel.store.JournalTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The journal's and snapshots' tables: a row per (address, version), which fences, as the unique key of the real table
 * does. Beside them keeps every event that was ever part of a journal, for the checker.
 */
final class SimulatedJournal {

    /** What recovery finds. */
    record Recovered(DurableState<Tally.State> state, long version, int snapshotBytes, List<Integer> eventBytes) {}

    private static final class Tables {
        final TreeMap<Long, byte[]> events = new TreeMap<>();
        final TreeMap<Long, byte[]> snapshots = new TreeMap<>();

        long last() {
            return Math.max(events.isEmpty() ? 0 : events.lastKey(), snapshots.isEmpty() ? 0 : snapshots.lastKey());
        }
    }

    private final KernelCodec<Tally.State, Tally.Delta> codec = new KernelCodec<>(Tally.LOGIC);
    private final DurableState.Limits limits;
    private final Map<Address, Tables> tables = new HashMap<>();
    private final Map<Address, List<StepEvent<Tally.Delta>>> archive = new HashMap<>();
    /** As the archive, but begun anew when the journal is erased. */
    private final Map<Address, List<StepEvent<Tally.Delta>>> lives = new HashMap<>();

    SimulatedJournal(DurableState.Limits limits) {
        this.limits = limits;
    }

    byte[] encode(StepEvent<Tally.Delta> event) {
        return codec.encode(event);
    }

    byte[] encode(DurableState<Tally.State> state) {
        return codec.encode(state);
    }

    /** Inserts a row, unless that version is taken. */
    boolean write(Address address, long version, byte[] bytes) {
        var of = tables.computeIfAbsent(address, any -> new Tables());
        boolean next = version == of.last() + 1;
        if (of.events.putIfAbsent(version, bytes) != null) {
            return false;
        }
        if (next) {
            var event = codec.decodeEvent(bytes);
            archive.computeIfAbsent(address, any -> new ArrayList<>()).add(event);
            lives.computeIfAbsent(address, any -> new ArrayList<>()).add(event);
        }
        return true;
    }

    void snapshot(Address address, long version, byte[] bytes) {
        var of = tables.get(address);
        if (of != null && version <= of.last()) {
            of.snapshots.put(version, bytes);
        }
    }

    void trim(Address address, JournalTables.Trim trim) {
        var of = tables.get(address);
        if (of != null) {
            of.events.headMap(trim.eventsUpTo(), true).clear();
            of.snapshots.headMap(trim.snapshotsBelow(), false).clear();
        }
    }

    void erase(Address address) {
        tables.remove(address);
        lives.remove(address);
    }

    Recovered recover(Address address) {
        var state = DurableState.initial(Tally.LOGIC.initial(address));
        var of = tables.get(address);
        long version = 0;
        int snapshotBytes = 0;
        var eventBytes = new ArrayList<Integer>();
        if (of != null && !of.snapshots.isEmpty()) {
            var snapshot = of.snapshots.lastEntry();
            state = codec.decodeState(snapshot.getValue());
            version = snapshot.getKey();
            snapshotBytes = snapshot.getValue().length;
        }
        if (of != null) {
            for (var row : of.events.tailMap(version, false).entrySet()) {
                if (row.getKey() != version + 1) {
                    throw new AssertionError("The journal of %s lacks version %d below %d"
                            .formatted(address, version + 1, row.getKey()));
                }
                state = state.after(codec.decodeEvent(row.getValue()), Tally.LOGIC, limits);
                version = row.getKey();
                eventBytes.add(row.getValue().length);
            }
        }
        return new Recovered(state, version, snapshotBytes, eventBytes);
    }

    /** Every event since the address was last erased, trimmed or not, folded. */
    DurableState<Tally.State> foldAll(Address address) {
        var state = DurableState.initial(Tally.LOGIC.initial(address));
        for (var event : lives.getOrDefault(address, List.of())) {
            state = state.after(event, Tally.LOGIC, limits);
        }
        return state;
    }

    /** What took effect at an address, in order, over all its lives. */
    List<Tally.Applied> applied(Address address) {
        return archive.getOrDefault(address, List.of()).stream()
                .filter(event -> event.delta() != null)
                .flatMap(event -> event.delta().applied().stream())
                .toList();
    }

    int length(Address address) {
        var of = tables.get(address);
        return of == null ? 0 : of.events.size();
    }

    boolean exists(Address address) {
        return tables.containsKey(address);
    }
}
