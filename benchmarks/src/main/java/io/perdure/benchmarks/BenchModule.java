package io.perdure.benchmarks;

import io.perdure.DurableModule;
import io.perdure.Registry;

/** What the benchmark brings to a node: one entity. */
public final class BenchModule implements DurableModule {
    @Override
    public void register(Registry registry) {
        registry.entity(Bench.class);
    }
}
