package io.perdure.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import io.perdure.entities.EntityId;
import io.perdure.entities.EntityMetadata;
import io.perdure.entities.EntityOperationFailedException;
import io.perdure.entities.EntityPage;
import io.perdure.entities.EntityQuery;
import io.perdure.entities.HistoryPage;
import io.perdure.entities.OperationRecord;
import io.perdure.entities.RequestOptions;
import io.perdure.entities.UnknownOperationException;
import io.perdure.failures.FailureDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for the engine, in memory and not durable, for tests of routes and shapes alone. Has {@code counter} (add,
 * get, reset, fail, delete) and {@code note} (set, get, delete: the state is the last input).
 */
final class MemoryEntities extends EntityClientBase {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<EntityId, JsonNode> states = new TreeMap<>();
    private final Map<EntityId, List<OperationRecord>> histories = new TreeMap<>();
    private final Map<String, Optional<String>> answered = new HashMap<>();

    @Override
    public CompletableFuture<Void> signalJson(
            EntityId id, String operation, @Nullable String input, RequestOptions options) {
        if (options.at() == null || !options.at().isAfter(Instant.now())) {
            // A one-way operation that fails is nobody's business but the entity's.
            run(id, operation, input, options).exceptionally(failure -> null);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<@Nullable String> callJson(
            EntityId id, String operation, @Nullable String input, RequestOptions options) {
        return run(id, operation, input, options);
    }

    @Override
    public synchronized CompletableFuture<Optional<String>> readJson(EntityId id) {
        return CompletableFuture.completedFuture(
                Optional.ofNullable(states.get(id)).map(JsonNode::toString));
    }

    @Override
    public synchronized CompletableFuture<EntityPage> list(EntityQuery query) {
        int from = query.continuationToken() == null ? 0 : position(query.continuationToken());
        List<EntityMetadata> all = states.keySet().stream()
                .filter(id -> query.name() == null || id.name().equals(query.name()))
                .map(id -> described(id, query.fetchState()))
                .filter(entity -> query.lastOperationFrom() == null
                        || !entity.lastOperationAt().isBefore(query.lastOperationFrom()))
                .filter(entity -> query.lastOperationTo() == null
                        || !entity.lastOperationAt().isAfter(query.lastOperationTo()))
                .toList();
        int to = Math.min(all.size(), from + query.pageSize());
        return CompletableFuture.completedFuture(
                new EntityPage(all.subList(Math.min(from, to), to), to < all.size() ? "p" + to : null));
    }

    @Override
    public synchronized CompletableFuture<HistoryPage> history(EntityId id, int pageSize, @Nullable String token) {
        var newestFirst = new ArrayList<>(histories.getOrDefault(id, List.of()));
        Collections.reverse(newestFirst);
        int from = token == null ? 0 : position(token);
        int to = Math.min(newestFirst.size(), from + pageSize);
        return CompletableFuture.completedFuture(new HistoryPage(
                newestFirst.subList(Math.min(from, to), to), to < newestFirst.size() ? "p" + to : null));
    }

    private EntityMetadata described(EntityId id, boolean fetchState) {
        List<OperationRecord> history = histories.get(id);
        Instant last = history.get(history.size() - 1).at();
        return new EntityMetadata(id, last, 0, null, true, fetchState, fetchState ? states.get(id) : null);
    }

    private static int position(String token) {
        if (!token.matches("p[0-9]{1,6}")) {
            throw new IllegalArgumentException(
                    "Continuation token: \"%s\" (expected: one from a page).".formatted(token));
        }
        return Integer.parseInt(token.substring(1));
    }

    private synchronized CompletableFuture<@Nullable String> run(
            EntityId id, String operation, @Nullable String input, RequestOptions options) {
        String once = options.requestId() == null ? null : id + " " + options.requestId();
        if (once != null && answered.containsKey(once)) {
            return CompletableFuture.completedFuture(answered.get(once).orElse(null));
        }
        List<OperationRecord> history = histories.computeIfAbsent(id, unused -> new ArrayList<>());
        try {
            JsonNode result =
                    operate(id, operation.toLowerCase(Locale.ROOT), input == null ? null : JSON.readTree(input));
            history.add(record(history, operation, options, result, null));
            if (once != null) {
                answered.put(once, Optional.ofNullable(result).map(JsonNode::toString));
            }
            return CompletableFuture.completedFuture(result == null ? null : result.toString());
        } catch (RuntimeException | JsonProcessingException failure) {
            var details = FailureDetails.of(failure);
            history.add(record(history, operation, options, null, details));
            return CompletableFuture.failedFuture(new EntityOperationFailedException(id, operation, details));
        }
    }

    private static OperationRecord record(
            List<OperationRecord> history,
            String operation,
            RequestOptions options,
            @Nullable JsonNode result,
            @Nullable FailureDetails failure) {
        return new OperationRecord(
                history.size() + 1L, Instant.now(), operation, null, options.requestId(), result, failure);
    }

    private @Nullable JsonNode operate(EntityId id, String operation, @Nullable JsonNode input) {
        if (operation.equals("delete")) {
            states.remove(id);
            return null;
        }
        return id.name().equals("note") ? note(id, operation, input) : counter(id, operation, input);
    }

    private @Nullable JsonNode note(EntityId id, String operation, @Nullable JsonNode input) {
        if (operation.equals("set") && input != null) {
            states.put(id, input);
            return null;
        }
        if (operation.equals("get")) {
            return states.get(id);
        }
        throw new UnknownOperationException(id, operation);
    }

    private @Nullable JsonNode counter(EntityId id, String operation, @Nullable JsonNode input) {
        int value = states.getOrDefault(id, IntNode.valueOf(0)).intValue();
        if (operation.equals("add")) {
            if (input == null || !input.isInt()) {
                throw new IllegalArgumentException("Input: %s (expected: a whole number).".formatted(input));
            }
            states.put(id, IntNode.valueOf(value + input.intValue()));
            return states.get(id);
        }
        if (operation.equals("get")) {
            return IntNode.valueOf(value);
        }
        if (operation.equals("reset")) {
            states.put(id, IntNode.valueOf(0));
            return null;
        }
        if (operation.equals("fail")) {
            throw new IllegalStateException("no more", new ArithmeticException("overflow"));
        }
        throw new UnknownOperationException(id, operation);
    }
}
