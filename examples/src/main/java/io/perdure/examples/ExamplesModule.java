package io.perdure.examples;

import io.perdure.DurableModule;
import io.perdure.Registry;
import org.slf4j.LoggerFactory;

/**
 * Names what a node is to run. The node finds this class by {@code META-INF/services/io.perdure.DurableModule}; an
 * embedding service passes an object of it. A factory injects what an entity's constructor needs.
 */
public final class ExamplesModule implements DurableModule {
    @Override
    public void register(Registry registry) {
        registry.entity(Counter.class)
                .entity("CounterFunction", new CounterFunction())
                .entity(ShoppingCart.class)
                .entity(
                        CertificationProfile.class,
                        () -> new CertificationProfile(LoggerFactory.getLogger(CertificationProfile.class)))
                .entity(Account.class)
                .entity(Device.class)
                .entity(Fleet.class)
                .entity(Reminder.class);
    }
}
