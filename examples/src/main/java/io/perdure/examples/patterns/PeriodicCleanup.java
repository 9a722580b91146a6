package io.perdure.examples.patterns;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.FunctionName;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Eternal orchestration: cleans up, sleeps, and begins anew with an empty history, for years. What it must remember goes
 * along as its input. Terminating ends it.
 */
@FunctionName("Periodic_Cleanup_Loop")
final class PeriodicCleanup implements Orchestrator<PeriodicCleanup.Plan, Void> {
    /** Which folder, the pause between two rounds, and how many files have been removed so far. */
    record Plan(String folder, Duration every, int removed) {}

    @Override
    public @Nullable Void run(OrchestrationContext context, Plan plan) {
        int removed = plan.removed()
                + context.callActivity(CleanUp.class, plan.folder()).await();
        context.setCustomStatus(removed + " files removed");
        context.createTimer(plan.every()).await();
        return context.continueAsNew(new Plan(plan.folder(), plan.every(), removed));
    }

    /** Removes what ends in {@code .tmp}. */
    static final class CleanUp implements Activity<String, Integer> {
        @Override
        public Integer run(ActivityContext context, String folder) throws IOException {
            List<Path> garbage;
            try (var files = Files.list(Path.of(folder))) {
                garbage = files.filter(file -> file.toString().endsWith(".tmp")).toList();
            }
            for (Path file : garbage) {
                Files.deleteIfExists(file);
            }
            return garbage.size();
        }
    }
}
