package io.perdure.orchestrations.generated;

import io.perdure.kernel.Address;
import io.perdure.kernel.Batch;
import io.perdure.kernel.DurableLogic;
import io.perdure.kernel.Message;
import io.perdure.kernel.Outcome;
import io.perdure.kernel.Response;
import io.perdure.kernel.Summary;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A logic whose steps run one at a time over all instances: the kernel's thread waits for each. So what happens in a run
 * does not depend on how threads are scheduled. May also change what a step comes to, to plant a bug.
 */
record Turnwise<S, D>(DurableLogic<S, D> logic, BiFunction<Address, Outcome<D>, Outcome<D>> change)
        implements DurableLogic<S, D> {
    private static final long PATIENCE_SECONDS = 15;

    @Override
    public Stepper<S, D> open(Address self, Inlet inlet) {
        var stepper = logic.open(self, inlet);
        return new Stepper<>() {
            @Override
            public void step(Batch<S> batch, Consumer<Outcome<D>> done) {
                var outcome = new CompletableFuture<Outcome<D>>();
                stepper.step(batch, outcome::complete);
                try {
                    done.accept(change.apply(self, outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS)));
                } catch (Exception stuck) {
                    throw new IllegalStateException("A step of " + self + " does not end", stuck);
                }
            }

            @Override
            public void loaded(S state) {
                stepper.loaded(state);
            }

            @Override
            public void committed(S state, D delta) {
                stepper.committed(state, delta);
            }

            @Override
            public void close() {
                stepper.close();
            }
        };
    }

    @Override
    public String kind() {
        return logic.kind();
    }

    @Override
    public Class<S> stateType() {
        return logic.stateType();
    }

    @Override
    public Class<D> deltaType() {
        return logic.deltaType();
    }

    @Override
    public S initial(Address self) {
        return logic.initial(self);
    }

    @Override
    public S apply(S state, D delta) {
        return logic.apply(state, delta);
    }

    @Override
    public Summary summarise(S state) {
        return logic.summarise(state);
    }

    @Override
    public Response read(S state, Message question) {
        return logic.read(state, question);
    }

    @Override
    public boolean isAnswerable(S state, Message question) {
        return logic.isAnswerable(state, question);
    }
}
