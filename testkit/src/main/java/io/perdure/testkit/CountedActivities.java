package io.perdure.testkit;

import io.perdure.kernel.MemoryKernel;
import io.perdure.orchestrations.internal.Activities;
import java.util.function.Consumer;

/** Activities of this JVM, counted while somebody waits for their result: the kernel is not idle before they have ended. */
final class CountedActivities implements Activities {
    private final Activities activities;
    private final MemoryKernel kernel;

    CountedActivities(Activities activities, MemoryKernel kernel) {
        this.activities = activities;
        this.kernel = kernel;
    }

    @Override
    public Running start(Call call, Consumer<Result> done) {
        Runnable end = kernel.beginWork("activity '%s' of instance '%s'".formatted(call.name(), call.instanceId()));
        var running = activities.start(call, result -> {
            done.accept(result);
            end.run();
        });
        return new Running() {
            @Override
            public void abandon() {
                running.abandon();
                end.run();
            }

            @Override
            public Whereabouts whereabouts() {
                return running.whereabouts();
            }
        };
    }
}
