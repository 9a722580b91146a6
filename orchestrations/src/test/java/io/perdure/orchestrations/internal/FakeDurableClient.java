package io.perdure.orchestrations.internal;

import io.perdure.kernel.Address;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.Message;
import io.perdure.kernel.Response;
import io.perdure.kernel.store.InstanceQuery;
import io.perdure.kernel.store.InstanceRow;
import io.perdure.orchestrations.HistoryEvent;
import io.perdure.orchestrations.ParentInstance;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A kernel with instances made up by the test; lists follow the rules of {@link InstanceQuery}. */
final class FakeDurableClient implements DurableClient {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** @param created whether the client knew that nobody had the address */
    record Request(
            String id,
            Message message,
            boolean created,
            @Nullable String requestId,
            @Nullable Duration deadline) {

        Request(String id, Message message, boolean created) {
            this(id, message, created, null, null);
        }
    }

    record Awaited(String verb, Duration atMost) {}

    final List<Request> requests = new ArrayList<>();
    final List<InstanceQuery> queries = new ArrayList<>();
    final List<Awaited> awaited = new ArrayList<>();
    final List<String> reads = new ArrayList<>();
    final Map<String, InstanceFacts> instances = new HashMap<>();
    final Map<String, List<HistoryEvent>> histories = new HashMap<>();
    /** What the index says, where it is not what the instance says. */
    final Map<String, InstanceRow> rows = new HashMap<>();
    /** How many erasures of an id are refused. */
    final Map<String, Integer> refusedErasures = new HashMap<>();
    /** Answers to waits, in order; afterwards nothing is ever answered in time. */
    final Deque<Supplier<CompletableFuture<@Nullable View>>> waits = new ArrayDeque<>();

    CompletableFuture<Response> answer = CompletableFuture.completedFuture(Response.ACCEPTED);
    Optional<Response> readAnswer = Optional.empty();
    Consumer<String> beforeErase = id -> {};

    static InstanceFacts facts(String id, RuntimeStatus status, int minute) {
        Instant at = NOON.plusSeconds(60L * minute);
        return new InstanceFacts(
                "Order",
                id,
                status,
                at,
                at.plusSeconds(1),
                "run-1",
                "1.0",
                Map.of("team", "shop"),
                new ParentInstance("Day", "d-1"),
                true,
                "{\"sku\":\"A1\"}",
                status == RuntimeStatus.Completed ? "42" : null,
                "\"packing\"",
                null,
                0);
    }

    void instance(String id, RuntimeStatus status, int minute) {
        instances.put(id, facts(id, status, minute));
    }

    void named(String name, String id, int minute) {
        InstanceFacts facts = facts(id, RuntimeStatus.Running, minute);
        instances.put(
                id,
                new InstanceFacts(
                        name,
                        id,
                        facts.runtimeStatus(),
                        facts.createdAt(),
                        facts.lastUpdatedAt(),
                        "run-1",
                        "",
                        Map.of(),
                        null,
                        true,
                        null,
                        null,
                        null,
                        null,
                        0));
    }

    static InstanceRow row(InstanceFacts facts) {
        ParentInstance parent = facts.parent();
        var summary = new InstanceSummary(
                facts.name(),
                facts.executionId(),
                facts.version(),
                facts.tags(),
                parent == null ? null : parent.name(),
                parent == null ? null : parent.instanceId());
        return new InstanceRow(
                OrchestrationMessages.addressOf(facts.instanceId()),
                facts.runtimeStatus().name(),
                facts.createdAt(),
                facts.lastUpdatedAt(),
                false,
                null,
                1,
                summary.json());
    }

    static View view(InstanceFacts facts) {
        return new View(Response.of(facts.json()), 7, facts.lastUpdatedAt(), 0);
    }

    @Override
    public CompletableFuture<Response> request(
            Address to, Message message, @Nullable String requestId, @Nullable Duration deadline) {
        requests.add(new Request(to.key(), message, false, requestId, deadline));
        return answer;
    }

    @Override
    public CompletableFuture<Response> create(Address to, Message message, @Nullable Duration deadline) {
        requests.add(new Request(to.key(), message, true, null, deadline));
        return answer;
    }

    @Override
    public CompletableFuture<@Nullable View> await(Address of, Message question, Duration atMost) {
        awaited.add(new Awaited(question.verb(), atMost));
        var next = waits.poll();
        return next == null ? CompletableFuture.completedFuture(null) : next.get();
    }

    @Override
    public CompletableFuture<View> read(Address of, Message question) {
        reads.add(of.key());
        InstanceFacts facts = instances.get(of.key());
        Response response = readAnswer.orElseGet(() -> Response.of(
                question.verb().equals(OrchestrationMessages.READ_HISTORY)
                        ? history(of.key())
                        : facts == null ? null : status(facts, question)));
        return CompletableFuture.completedFuture(
                new View(response, 7, facts == null ? Instant.EPOCH : facts.lastUpdatedAt(), 0));
    }

    private @Nullable String history(String id) {
        List<HistoryEvent> events = histories.get(id);
        return events == null ? null : HistoryJson.write(events);
    }

    private static String status(InstanceFacts facts, Message question) {
        boolean fetch = "true".equals(question.attributes().get(OrchestrationMessages.FETCH));
        return (fetch ? facts : facts.withoutPayloads()).json();
    }

    @Override
    public CompletableFuture<List<InstanceRow>> query(InstanceQuery query) {
        queries.add(query);
        return CompletableFuture.completedFuture(matching(query)
                .sorted(Comparator.comparing(InstanceRow::createdAt)
                        .thenComparing(row -> row.address().key()))
                .limit(query.limit())
                .toList());
    }

    @Override
    public CompletableFuture<Map<String, Long>> count(InstanceQuery query) {
        return CompletableFuture.completedFuture(
                matching(query).collect(Collectors.groupingBy(InstanceRow::status, Collectors.counting())));
    }

    private Stream<InstanceRow> matching(InstanceQuery query) {
        Map<String, InstanceRow> all = new HashMap<>();
        instances.forEach((id, facts) -> all.put(id, row(facts)));
        all.putAll(rows);
        return all.values().stream().filter(row -> matches(query, row));
    }

    private static boolean matches(InstanceQuery query, InstanceRow row) {
        String key = row.address().key();
        var after = query.after();
        int place = after == null ? 1 : row.createdAt().compareTo(after.createdAt());
        return (query.keyPrefix() == null || key.startsWith(query.keyPrefix()))
                && (query.statuses().isEmpty() || query.statuses().contains(row.status()))
                && (query.createdFrom() == null || !row.createdAt().isBefore(query.createdFrom()))
                && (query.createdTo() == null || !row.createdAt().isAfter(query.createdTo()))
                && (query.updatedTo() == null || !row.updatedAt().isAfter(query.updatedTo()))
                && (place > 0 || (place == 0 && after != null && key.compareTo(after.key()) > 0));
    }

    @Override
    public CompletableFuture<Boolean> erase(Address address, long version) {
        String id = address.key();
        beforeErase.accept(id);
        int refused = refusedErasures.getOrDefault(id, 0);
        refusedErasures.put(id, refused - 1);
        return CompletableFuture.completedFuture(version == 7 && refused <= 0 && instances.remove(id) != null);
    }

    @Override
    public CompletableFuture<List<Step>> history(Address of, long before, int limit) {
        throw new UnsupportedOperationException("histories are asked for, not read from the journal");
    }

    @Override
    public CompletableFuture<Boolean> reclaim(Address address) {
        throw new UnsupportedOperationException("instances are erased");
    }

    @Override
    public CompletableFuture<Boolean> erase(Address address) {
        throw new UnsupportedOperationException("only what was looked at is erased");
    }
}
