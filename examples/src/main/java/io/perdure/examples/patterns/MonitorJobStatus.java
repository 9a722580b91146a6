package io.perdure.examples.patterns;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Monitor: looks at a job again and again until it is done or its time is up. Between two looks it is not in memory. */
final class MonitorJobStatus implements Orchestrator<MonitorJobStatus.Watch, String> {
    /** The file that the job writes at its end, the pause between two looks, and how long to look. */
    record Watch(String resultFile, Duration every, Duration giveUpAfter) {}

    @Override
    public String run(OrchestrationContext context, Watch watch) {
        var expiry = context.currentTime().plus(watch.giveUpAfter());
        while (context.currentTime().isBefore(expiry)) {
            String status =
                    context.callActivity(GetJobStatus.class, watch.resultFile()).await();
            context.setCustomStatus(status);
            if (status.equals("Completed")) {
                context.callActivity(SendAlert.class, watch.resultFile()).await();
                return "Completed";
            }
            context.createTimer(watch.every()).await();
        }
        return "Expired";
    }

    static final class GetJobStatus implements Activity<String, String> {
        @Override
        public String run(ActivityContext context, String resultFile) {
            return Files.exists(Path.of(resultFile)) ? "Completed" : "Running";
        }
    }

    static final class SendAlert implements Activity<String, Void> {
        @Override
        public @Nullable Void run(ActivityContext context, String resultFile) {
            LoggerFactory.getLogger(MonitorJobStatus.class).info("Done: {}", resultFile);
            return null;
        }
    }
}
