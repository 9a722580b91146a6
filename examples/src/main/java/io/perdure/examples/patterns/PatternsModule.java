package io.perdure.examples.patterns;

import io.perdure.DurableModule;
import io.perdure.Registry;

public final class PatternsModule implements DurableModule {
    @Override
    public void register(Registry registry) {}
}
