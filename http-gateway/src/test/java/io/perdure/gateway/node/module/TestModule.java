package io.perdure.gateway.node.module;

import io.perdure.DurableModule;
import io.perdure.Registry;

/** All that the tests of a real node need. */
public final class TestModule implements DurableModule {
    @Override
    public void register(Registry registry) {
        registry.entity(Ledger.class)
                .entity(Forwarder.class)
                .entity(Trouble.class)
                .entity(Purse.class)
                .orchestrator(Chain.class)
                .orchestrator(Fan.class)
                .orchestrator(Naps.class)
                .orchestrator(Family.class)
                .orchestrator(Rounds.class)
                .orchestrator(Ask.class)
                .orchestrator(Pay.class)
                .orchestrator(Hold.class)
                .orchestrator(Hello.class)
                .orchestrator(Sleep.class)
                .activity(Greet.class)
                .activity(LeaveEffect.class);
    }
}
