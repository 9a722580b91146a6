package io.perdure.orchestrations.internal;

import io.perdure.entities.internal.Futures;
import io.perdure.entities.internal.PageTokens;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.store.InstanceQuery;
import io.perdure.kernel.store.InstanceQuery.Position;
import io.perdure.kernel.store.InstanceRow;
import io.perdure.orchestrations.OrchestrationCount;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.OrchestrationPage;
import io.perdure.orchestrations.OrchestrationQuery;
import io.perdure.orchestrations.RuntimeStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists of instances out of the index, in the order of their creation (O-141, H-49). */
final class InstanceLists {

    /**
     * The name of the orchestrator is in no index: rows of others are read and skipped. So many pages of rows are looked at for
     * one page of the list; then it may be short, or empty, with more to come (H-13).
     */
    static final int MAX_LOOKS = 10;

    /** An id that was never started may have a row too; its status is none of these. */
    private static final Set<String> ALL_STATUSES = names(EnumSet.allOf(RuntimeStatus.class));

    private final DurableClient durable;
    private final InstanceReads reads;
    private final Values values;
    private final int width;

    /** What has been found so far, and from where to go on; null after the last row. */
    private record Found(
            List<InstanceFacts> instances, @Nullable Position after, int looks) {
        boolean enough(OrchestrationQuery query) {
            boolean end = looks > 0 && after == null;
            return end || instances.size() == query.pageSize() || looks == MAX_LOOKS;
        }
    }

    InstanceLists(DurableClient durable, InstanceReads reads, Values values, int width) {
        this.durable = durable;
        this.reads = reads;
        this.values = values;
        this.width = width;
    }

    static Position position(InstanceRow row) {
        return new Position(row.address().name(), row.address().key(), row.createdAt());
    }

    private static Set<String> names(Collection<RuntimeStatus> statuses) {
        return statuses.stream().map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }

    CompletableFuture<OrchestrationPage> list(OrchestrationQuery query) {
        var found = Futures.repeat(
                new Found(List.of(), PageTokens.instances(query.token()), 0),
                before -> Futures.map(
                        durable.query(rows(query, InstanceQuery.Order.CREATED, before.after)),
                        rows -> take(query, rows, before)),
                so -> so.enough(query));
        return Futures.then(found, page -> page(query, page));
    }

    CompletableFuture<OrchestrationCount> count(OrchestrationQuery query) {
        if (query.name() != null) {
            throw new IllegalArgumentException(
                    "Count of instances of orchestrator '%s' (expected: no name; the index cannot tell, list them instead)."
                            .formatted(query.name()));
        }
        return Futures.map(durable.count(rows(query, InstanceQuery.Order.ADDRESS, null)), InstanceLists::counted);
    }

    private static OrchestrationCount counted(Map<String, Long> rows) {
        var byStatus = new EnumMap<RuntimeStatus, Long>(RuntimeStatus.class);
        rows.forEach((status, count) -> byStatus.put(RuntimeStatus.valueOf(status), count));
        long total = byStatus.values().stream().mapToLong(Long::longValue).sum();
        return new OrchestrationCount(total, byStatus);
    }

    private static InstanceQuery rows(OrchestrationQuery query, InstanceQuery.Order order, @Nullable Position after) {
        return new InstanceQuery(
                OrchestrationMessages.KIND,
                "",
                null,
                query.instanceIdPrefix().isEmpty() ? null : query.instanceIdPrefix(),
                query.statuses().isEmpty() ? ALL_STATUSES : names(query.statuses()),
                query.createdFrom(),
                query.createdTo(),
                null,
                null,
                order,
                after,
                query.pageSize() + 1);
    }

    /** One row more than a page was asked for: it says whether there is more. */
    private static Found take(OrchestrationQuery query, List<InstanceRow> rows, Found before) {
        List<InstanceFacts> instances = new ArrayList<>(before.instances);
        int next = 0;
        while (next < Math.min(rows.size(), query.pageSize()) && instances.size() < query.pageSize()) {
            InstanceFacts facts = InstanceSummary.factsOf(rows.get(next++));
            if (isNamed(query, facts)) {
                instances.add(facts);
            }
        }
        return new Found(instances, next == rows.size() ? null : position(rows.get(next - 1)), before.looks + 1);
    }

    private static boolean isNamed(OrchestrationQuery query, InstanceFacts facts) {
        return query.name() == null || query.name().equalsIgnoreCase(facts.name());
    }

    private CompletableFuture<OrchestrationPage> page(OrchestrationQuery query, Found found) {
        String next = found.after == null ? null : PageTokens.instances(found.after);
        if (!query.fetchInputsAndOutputs()) {
            return CompletableFuture.completedFuture(new OrchestrationPage(metadata(found.instances), next));
        }
        var read = Futures.each(found.instances, width, facts -> reads.status(facts.instanceId(), true));
        return Futures.map(read, seen -> {
            // Gone or changed since its row was written: then the page is short.
            var instances = seen.stream()
                    .flatMap(Optional::stream)
                    .map(InstanceReads.Seen::facts)
                    .filter(facts -> isNamed(query, facts)
                            && (query.statuses().isEmpty() || query.statuses().contains(facts.runtimeStatus())))
                    .toList();
            return new OrchestrationPage(metadata(instances), next);
        });
    }

    private List<OrchestrationMetadata> metadata(List<InstanceFacts> instances) {
        return instances.stream()
                .<OrchestrationMetadata>map(facts -> new InstanceMetadata(facts, values))
                .toList();
    }
}
