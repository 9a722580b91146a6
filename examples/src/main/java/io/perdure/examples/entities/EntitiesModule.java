package io.perdure.examples.entities;

import io.perdure.DurableModule;
import io.perdure.Registry;
import org.slf4j.LoggerFactory;

/** Names the entities of this package. A factory injects what an entity's constructor needs. */
public final class EntitiesModule implements DurableModule {
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
