package io.perdure.entities.internal;

import io.perdure.kernel.Address;
import io.perdure.kernel.DurableClient;
import io.perdure.kernel.Message;
import io.perdure.kernel.Response;
import io.perdure.kernel.store.InstanceQuery;
import io.perdure.kernel.store.InstanceRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Enough of the kernel to see what a client asks of it, and to answer lists by the rules of {@link InstanceQuery}. */
final class FakeDurableClient implements DurableClient {

    record Request(
            Address to,
            Message message,
            @Nullable String requestId,
            @Nullable Duration deadline) {}

    final List<Request> requests = new ArrayList<>();
    final List<InstanceQuery> queries = new ArrayList<>();
    final Map<Address, InstanceRow> rows = new TreeMap<>();
    final Map<Address, EntityState> states = new HashMap<>();
    final List<Step> steps = new ArrayList<>();
    final List<Address> unreclaimable = new ArrayList<>();
    /** Orchestrations that were asked for their status. */
    final List<Address> questions = new ArrayList<>();

    /** Status by instance id; null when nobody serves orchestrations. */
    @Nullable
    Map<String, String> orchestrations = new HashMap<>();

    Response answer = Response.ACCEPTED;

    void row(String name, String key, String status, int minute) {
        var address = new Address("entity", name, key);
        Instant at = EntityFixture.NOON.plusSeconds(60L * minute);
        rows.put(address, new InstanceRow(address, status, at, at, false, null, 1, null));
        states.put(
                address,
                status.equals("exists")
                        ? new EntityState("\"" + key + "\"", 1, Schedule.NONE, at.toEpochMilli(), null)
                        : EntityState.INITIAL);
    }

    @Override
    public CompletableFuture<Response> request(Address to, Message message, String requestId, Duration deadline) {
        requests.add(new Request(to, message, requestId, deadline));
        return CompletableFuture.completedFuture(answer);
    }

    /** A row as the index has it of a locked entity. */
    void lockedRow(String name, String key, String status, String owner, String callId) {
        row(name, key, status, 0);
        var address = new Address("entity", name, key);
        String summary = LockSummary.text(new Lock(EntityFixture.orchestration(owner), callId));
        rows.computeIfPresent(
                address,
                (same, row) ->
                        new InstanceRow(address, status, row.createdAt(), row.updatedAt(), false, null, 1, summary));
    }

    private CompletableFuture<View> status(Address of, Message question) {
        questions.add(of);
        if (orchestrations == null || !question.verb().equals("status")) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("No logic of kind 'orchestration' runs"));
        }
        String status = orchestrations.get(of.key());
        return CompletableFuture.completedFuture(
                status == null
                        ? new View(Response.ACCEPTED, 0, Instant.EPOCH, 0)
                        : new View(
                                Response.of("{\"name\":\"Transfer\",\"runtimeStatus\":\"" + status + "\"}"),
                                3,
                                EntityFixture.NOON,
                                0));
    }

    @Override
    public CompletableFuture<View> read(Address of, Message question) {
        if (of.kind().equals("orchestration")) {
            return status(of, question);
        }
        var logic = new EntityLogic(new EntityRegistryImpl(), EntityFixture.SETTINGS, Runnable::run);
        EntityState state = states.getOrDefault(of, EntityState.INITIAL);
        return CompletableFuture.completedFuture(new View(logic.read(state, question), 1, EntityFixture.NOON, 2));
    }

    @Override
    public CompletableFuture<List<InstanceRow>> query(InstanceQuery query) {
        queries.add(query);
        return CompletableFuture.completedFuture(rows.values().stream()
                .filter(row -> matches(query, row))
                .limit(query.limit())
                .toList());
    }

    private static boolean matches(InstanceQuery query, InstanceRow row) {
        Address address = row.address();
        var after = query.after() == null
                ? null
                : new Address("entity", query.after().name(), query.after().key());
        return (query.name() == null || query.name().equals(address.name()))
                && (query.namePrefix() == null || address.name().startsWith(query.namePrefix()))
                && (query.keyPrefix() == null || address.key().startsWith(query.keyPrefix()))
                && (query.statuses().isEmpty() || query.statuses().contains(row.status()))
                && (query.updatedFrom() == null || !row.updatedAt().isBefore(query.updatedFrom()))
                && (query.updatedTo() == null || !row.updatedAt().isAfter(query.updatedTo()))
                && (after == null || address.compareTo(after) > 0);
    }

    @Override
    public CompletableFuture<Map<String, Long>> count(InstanceQuery query) {
        throw new UnsupportedOperationException("the contract of the stores is about counts");
    }

    @Override
    public CompletableFuture<List<Step>> history(Address of, long before, int limit) {
        return CompletableFuture.completedFuture(steps.stream()
                .filter(step -> step.version() < before)
                .sorted((a, b) -> Long.compare(b.version(), a.version()))
                .limit(limit)
                .toList());
    }

    @Override
    public CompletableFuture<Boolean> reclaim(Address address) {
        return CompletableFuture.completedFuture(!unreclaimable.contains(address) && rows.remove(address) != null);
    }

    @Override
    public CompletableFuture<Boolean> erase(Address address) {
        return CompletableFuture.completedFuture(rows.remove(address) != null);
    }

    @Override
    public CompletableFuture<Response> create(Address to, Message message, @Nullable Duration deadline) {
        return request(to, message, null, deadline);
    }

    @Override
    public CompletableFuture<@Nullable View> await(Address of, Message question, Duration atMost) {
        throw new UnsupportedOperationException("entities do not wait");
    }

    @Override
    public CompletableFuture<Boolean> erase(Address address, long version) {
        return erase(address);
    }
}
