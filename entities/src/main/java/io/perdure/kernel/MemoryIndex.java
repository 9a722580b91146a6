package io.perdure.kernel;

import io.perdure.kernel.store.InstanceIndex;
import io.perdure.kernel.store.InstanceQuery;
import io.perdure.kernel.store.InstanceRow;
import io.perdure.kernel.store.Sleeper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The index table in memory. Answers as the databases do; the contract of the stores holds for it, too. Thread-safe. */
final class MemoryIndex implements InstanceIndex {

    private static final Comparator<InstanceRow> BY_ADDRESS = Comparator.comparing(InstanceRow::address);

    private static final Comparator<InstanceRow> BY_CREATION = Comparator.comparing(InstanceRow::createdAt)
            .thenComparing(row -> row.address().key());

    private static final Comparator<Sleeper> BY_SLICE = Comparator.<Sleeper>comparingInt(
                    sleeper -> sleeper.address().slice())
            .thenComparing(Sleeper::address);

    private static final Comparator<Sleeper> BY_TIME = Comparator.comparing(MemoryIndex::time)
            .thenComparingInt(sleeper -> sleeper.address().slice())
            .thenComparing(Sleeper::address);

    private final Map<String, NavigableMap<Address, InstanceRow>> hubs = new HashMap<>();

    @Override
    public synchronized void upsert(String hub, Collection<InstanceRow> rows) {
        var table = hubs.computeIfAbsent(hub, any -> new TreeMap<>());
        rows.forEach(row -> table.merge(row.address(), row, MemoryIndex::newer));
    }

    private static InstanceRow newer(InstanceRow old, InstanceRow row) {
        return row.version() < old.version() ? old : row;
    }

    synchronized void remove(String hub, Address address) {
        table(hub).remove(address);
    }

    @Override
    public synchronized Optional<InstanceRow> find(String hub, Address address) {
        return Optional.ofNullable(table(hub).get(address));
    }

    @Override
    public synchronized List<InstanceRow> query(String hub, InstanceQuery query) {
        var order = query.order() == InstanceQuery.Order.CREATED ? BY_CREATION : BY_ADDRESS;
        return rest(hub, query).sorted(order).limit(query.limit()).toList();
    }

    @Override
    public synchronized Map<String, Long> count(String hub, InstanceQuery query) {
        return rest(hub, query).collect(Collectors.groupingBy(InstanceRow::status, Collectors.counting()));
    }

    private Stream<InstanceRow> rest(String hub, InstanceQuery query) {
        var from = query.after();
        return table(hub).values().stream().filter(matches(query)).filter(row -> from == null || isBehind(row, from));
    }

    private static boolean isBehind(InstanceRow row, InstanceQuery.Position from) {
        var address = row.address();
        Instant created = micros(from.createdAt());
        return created == null
                ? address.compareTo(new Address(address.kind(), from.name(), from.key())) > 0
                : row.createdAt().isAfter(created)
                        || (row.createdAt().equals(created) && address.key().compareTo(from.key()) > 0);
    }

    private static Predicate<InstanceRow> matches(InstanceQuery query) {
        return row -> row.address().kind().equals(query.kind())
                && (query.name() == null || row.address().name().equals(query.name()))
                && startsWith(row.address().name(), query.namePrefix())
                && startsWith(row.address().key(), query.keyPrefix())
                && (query.statuses().isEmpty() || query.statuses().contains(row.status()))
                && isWithin(row.createdAt(), query.createdFrom(), query.createdTo())
                && isWithin(row.updatedAt(), query.updatedFrom(), query.updatedTo());
    }

    private static boolean startsWith(String text, @Nullable String prefix) {
        return prefix == null || text.startsWith(prefix);
    }

    private static boolean isWithin(Instant time, @Nullable Instant from, @Nullable Instant to) {
        Instant first = micros(from);
        Instant last = micros(to);
        return (first == null || !time.isBefore(first)) && (last == null || !time.isAfter(last));
    }

    /** The databases have no finer times. */
    private static @Nullable Instant micros(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public synchronized List<Sleeper> active(
            String hub, int fromSlice, int toSlice, @Nullable Address after, int limit) {
        var last = after == null ? null : new Sleeper(after, null, 0);
        return sleepers(hub, fromSlice, toSlice, InstanceRow::active)
                .sorted(BY_SLICE)
                .filter(sleeper -> last == null || BY_SLICE.compare(sleeper, last) > 0)
                .limit(limit)
                .toList();
    }

    /** Goes on exactly behind {@code after}, so that no row comes again. */
    @Override
    public synchronized List<Sleeper> due(
            String hub, int fromSlice, int toSlice, Instant until, @Nullable Sleeper after, int limit) {
        return sleepers(hub, fromSlice, toSlice, row -> row.wakeAt() != null)
                .filter(sleeper -> !time(sleeper).isAfter(until))
                .sorted(BY_TIME)
                .filter(sleeper -> after == null || BY_TIME.compare(sleeper, after) > 0)
                .limit(limit)
                .toList();
    }

    private static Instant time(Sleeper sleeper) {
        return Objects.requireNonNullElse(sleeper.wakeAt(), Instant.MAX);
    }

    private Stream<Sleeper> sleepers(String hub, int fromSlice, int toSlice, Predicate<InstanceRow> which) {
        return table(hub).values().stream()
                .filter(which)
                .map(row -> new Sleeper(row.address(), row.wakeAt(), row.version()))
                .filter(sleeper -> sleeper.address().slice() >= fromSlice
                        && sleeper.address().slice() <= toSlice);
    }

    private NavigableMap<Address, InstanceRow> table(String hub) {
        return hubs.getOrDefault(hub, new TreeMap<>());
    }
}
