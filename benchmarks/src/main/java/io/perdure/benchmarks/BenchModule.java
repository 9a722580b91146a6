package io.perdure.benchmarks;

import io.perdure.DurableModule;
import io.perdure.Registry;
import java.util.List;

/**
 * What the benchmark brings to a node. Its orchestrators do the same as those of the examples, and are its own all the
 * same: examples may change to read better, figures must stay comparable.
 */
public final class BenchModule implements DurableModule {
    /** All that a node must load to run this module. */
    static final List<Class<?>> CLASSES = List.of(
            BenchModule.class,
            Bench.class,
            BenchAccount.class,
            SayHello.class,
            HelloSequence.class,
            HelloSequence5.class,
            One.class,
            FanOutFanIn.class,
            SequentialSteps.class,
            Sleeper.class,
            Sleeper.Waking.class,
            Waiter.class,
            Transfer.class,
            Transfer.Order.class);

    @Override
    public void register(Registry registry) {
        registry.entity(Bench.class)
                .entity(BenchAccount.class)
                .activity(SayHello.class)
                .orchestrator(HelloSequence.class)
                .orchestrator(HelloSequence5.class)
                .activity(One.class)
                .orchestrator(FanOutFanIn.class)
                .orchestrator(SequentialSteps.class)
                .orchestrator(Sleeper.class)
                .orchestrator(Waiter.class)
                .orchestrator(Transfer.class);
    }
}
