package io.perdure.orchestrations.internal;

import io.perdure.settings.SettingsReader;
import org.jspecify.annotations.Nullable;

/**
 * How far a node may be behind before it takes no new instances: what it has is carried on, and what is begun is begun by those
 * who have time.
 *
 * @param activities that may wait for a place on this node
 * @param orchestrators whose code may wait for its turn on this node
 */
record StartLimit(int activities, int orchestrators) {

    static StartLimit read(SettingsReader perdure) {
        return new StartLimit(
                perdure.number("activities.max-waiting", 1, Integer.MAX_VALUE),
                perdure.number("orchestrations.max-waiting", 1, Integer.MAX_VALUE));
    }

    /** Why nothing may start while so many wait; null when it may. */
    @Nullable
    String refusal(int waitingActivities, int waitingOrchestrators) {
        if (waitingActivities >= activities) {
            return "%d activities wait on the node that has this instance (perdure.activities.max-waiting): nothing new is started there."
                    .formatted(waitingActivities);
        } else if (waitingOrchestrators >= orchestrators) {
            return "%d orchestrators wait on the node that has this instance (perdure.orchestrations.max-waiting): nothing new is started there."
                    .formatted(waitingOrchestrators);
        }
        return null;
    }
}
