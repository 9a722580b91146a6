package io.perdure.examples;

import io.perdure.DurableModule;
import io.perdure.Registry;
import io.perdure.examples.basics.BasicsModule;
import io.perdure.examples.entities.EntitiesModule;
import io.perdure.examples.orders.OrdersModule;
import io.perdure.examples.patterns.PatternsModule;

/**
 * Names what a node is to run; here a module for each package. The node finds this class by {@code
 * META-INF/services/io.perdure.DurableModule}; an embedding service passes an object of it.
 */
public final class ExamplesModule implements DurableModule {
    @Override
    public void register(Registry registry) {
        new EntitiesModule().register(registry);
        new BasicsModule().register(registry);
        new PatternsModule().register(registry);
        new OrdersModule().register(registry);
    }
}
