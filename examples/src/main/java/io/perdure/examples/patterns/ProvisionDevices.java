package io.perdure.examples.patterns;

import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.TaskOptions;
import java.util.List;

/**
 * Sub-orchestrations: one for each device, all at the same time. Each is an instance with an id, a status and a history of
 * its own, so that one can look at a single device, and send events to it.
 */
final class ProvisionDevices implements Orchestrator<List<String>, List<String>> {
    @Override
    public List<String> run(OrchestrationContext context, List<String> devices) {
        var children = devices.stream()
                .map(device -> context.callSubOrchestrator(
                        ProvisionDevice.class, device, TaskOptions.instanceId("provision-" + device)))
                .toList();
        return DurableTask.allOf(children).await();
    }
}
