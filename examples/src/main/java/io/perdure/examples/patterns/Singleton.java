package io.perdure.examples.patterns;

import io.perdure.orchestrations.InstanceAlreadyExistsException;
import io.perdure.orchestrations.InstanceOptions;
import io.perdure.orchestrations.OrchestrationClient;
import java.util.concurrent.CompletionException;

/**
 * Singleton: an id of its own keeps a background job from running twice. There is no need to look first: of starts at the
 * same time one wins. When the job has ended the id is free again.
 */
final class Singleton {
    private static final InstanceOptions ONLY_ONE = InstanceOptions.id("cleanup");

    private Singleton() {}

    /** Says what it did. Over HTTP it would be 202 and 409. */
    static String start(OrchestrationClient client, PeriodicCleanup.Plan plan) {
        try {
            return "Started '%s'"
                    .formatted(
                            client.start(PeriodicCleanup.class, plan, ONLY_ONE).join());
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof InstanceAlreadyExistsException running) {
                return "Already " + running.status();
            }
            throw failed;
        }
    }
}
