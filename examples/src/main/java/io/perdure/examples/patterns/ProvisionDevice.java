package io.perdure.examples.patterns;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Makes a package for a device, tells the device, and waits for the event {@code DownloadCompletedAck} from it. */
final class ProvisionDevice implements Orchestrator<String, String> {
    private static final RetryPolicy THRICE = RetryPolicy.attempts(3).firstDelay(Duration.ofSeconds(5));

    @Override
    public String run(OrchestrationContext context, String device) {
        String url = context.callActivity(CreateInstallationPackage.class, device, THRICE)
                .await();
        context.callActivity(SendPackageUrl.class, url, THRICE).await();
        context.setCustomStatus("Waiting for the download");
        context.waitForExternalEvent("DownloadCompletedAck").await();
        return device + " is ready";
    }

    static final class CreateInstallationPackage implements Activity<String, String> {
        @Override
        public String run(ActivityContext context, String device) {
            return "https://packages.example.org/" + device;
        }
    }

    static final class SendPackageUrl implements Activity<String, Void> {
        @Override
        public @Nullable Void run(ActivityContext context, String url) {
            LoggerFactory.getLogger(ProvisionDevice.class).info("Sent {}", url);
            return null;
        }
    }
}
