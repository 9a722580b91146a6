package io.perdure.benchmarks;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the machine gives at best, measured in the same run. The roof over a request through HTTP is the smaller of the
 * HTTP floor at as many clients and of the rows that the store commits when as many writes wait; over an embedded
 * request it is the store alone.
 */
final class Roofs {
    private final Map<Integer, Double> floors = new HashMap<>();
    private final Map<String, Map<Integer, Double>> stores = new HashMap<>();

    void floor(int clients, double requestsPerSecond) {
        floors.put(clients, requestsPerSecond);
    }

    void store(String engine, int batch, double rowsPerSecond) {
        stores.computeIfAbsent(engine, any -> new HashMap<>()).put(batch, rowsPerSecond);
    }

    /** Requests per second; null when a part of it was not measured. */
    @Nullable
    Double over(String engine, Door door, int clients) {
        @Nullable Double store = stores.getOrDefault(engine, Map.of()).get(clients);
        @Nullable Double floor = floors.get(clients);
        if (store == null || door == Door.EMBEDDED) {
            return store;
        }
        return floor == null ? null : Double.valueOf(Math.min(floor, store));
    }

    static @Nullable Double share(double rate, @Nullable Double roof) {
        return roof == null || roof <= 0 ? null : Double.valueOf(rate / roof);
    }
}
