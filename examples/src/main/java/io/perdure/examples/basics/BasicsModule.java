package io.perdure.examples.basics;

import io.perdure.DurableModule;
import io.perdure.Registry;

/** Orchestrators and activities are known by the names of their classes. */
public final class BasicsModule implements DurableModule {
    @Override
    public void register(Registry registry) {
        registry.orchestrator(HelloSequence.class)
                .activity(SayHello.class)
                .orchestrator(FunctionChaining.class)
                .activity(FunctionChaining.F1.class)
                .activity(FunctionChaining.F2.class)
                .activity(FunctionChaining.F3.class)
                .orchestrator(FanOutFanIn.class)
                .orchestrator(SequentialSteps.class)
                .activity(One.class)
                .orchestrator(Approval.class)
                .orchestrator(Sleeper.class)
                .orchestrator(Transfer.class);
    }
}
