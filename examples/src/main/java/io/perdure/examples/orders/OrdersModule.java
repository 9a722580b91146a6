package io.perdure.examples.orders;

import io.perdure.DurableModule;
import io.perdure.Registry;

public final class OrdersModule implements DurableModule {
    @Override
    public void register(Registry registry) {}
}
