package io.perdure.orchestrations.internal;

import io.perdure.entities.internal.Futures;
import io.perdure.kernel.DurableClient;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Erases instances that ended long enough ago; the age counts from their last update. */
final class Retention {

    private final RetentionSettings settings;
    private final Purges purges;

    Retention(DurableClient durable, RetentionSettings settings, int purgesAtOnce, Pauses pauses) {
        this.settings = settings;
        purges = new Purges(durable, new InstanceReads(durable), purgesAtOnce, pauses);
    }

    /** How many were erased, by status. */
    CompletableFuture<Map<RuntimeStatus, Long>> run(Instant now) {
        List<RuntimeStatus> statuses =
                settings.ages().keySet().stream().sorted().toList();
        return Futures.map(Futures.each(statuses, 1, status -> purges.all(sweep(status, now))), counts -> {
            Map<RuntimeStatus, Long> erased = new EnumMap<>(RuntimeStatus.class);
            statuses.forEach(status -> erased.put(status, counts.get(statuses.indexOf(status))));
            return erased;
        });
    }

    /** What ended by then was created by then: that bound has the index. */
    private Purges.Sweep sweep(RuntimeStatus status, Instant now) {
        Instant until = now.minus(settings.ages().getOrDefault(status, Duration.ZERO));
        return new Purges.Sweep(Set.of(status), null, until, until, settings.batch());
    }
}
