package io.perdure.kernel;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The kernel's settings; every key is explained in {@code reference.conf}.
 *
 * @param hub name of the task hub
 */
record KernelSettings(
        String hub,
        int shards,
        int maxBatch,
        int inbox,
        Duration passivateAfter,
        Duration passivateSettledAfter,
        Duration stopTimeout,
        Duration reloadAfter,
        Duration reloadAtMost,
        Duration keepLiveBelow,
        Duration forgetAfter,
        int maxRequestIds,
        Courier.Settings courier,
        Duration fenceFor,
        int snapshotAfterEvents,
        long snapshotAfterBytes,
        long maxPayload,
        Duration indexInterval,
        Duration wakerInterval,
        Duration wakerRescan,
        int wakers,
        Duration deadline,
        Duration askAgainAfter,
        Duration historyKeepFor,
        int historyMaxSteps) {

    private static final String HUB = "[A-Za-z][A-Za-z0-9]{2,44}";

    /** Reads the {@code perdure} section. */
    static KernelSettings of(Config perdure) {
        var kernel = perdure.getConfig("kernel");
        var messaging = perdure.getConfig("messaging");
        var history = perdure.getConfig("entities.history");
        return new KernelSettings(
                hub(perdure.getString("hub")),
                atLeast(1, kernel, "shards"),
                atLeast(1, kernel, "max-batch"),
                atLeast(1, kernel, "inbox"),
                kernel.getDuration("passivate-after"),
                kernel.getDuration("passivate-settled-after"),
                kernel.getDuration("stop-timeout"),
                kernel.getDuration("reload-after"),
                kernel.getDuration("reload-at-most"),
                perdure.getDuration("timers.keep-live-below"),
                messaging.getDuration("forget-after"),
                atLeast(0, messaging, "max-request-ids"),
                new Courier.Settings(
                        messaging.getDuration("first-resend").toMillis(),
                        messaging.getDuration("last-resend").toMillis(),
                        atLeast(1, messaging, "max-delivery"),
                        (int) Math.min(Integer.MAX_VALUE, messaging.getBytes("max-delivery-size"))),
                kernel.getDuration("fence-for"),
                atLeast(1, kernel, "snapshot-after-events"),
                kernel.getBytes("snapshot-after-size"),
                perdure.getBytes("payload.max-size"),
                perdure.getDuration("index.interval"),
                perdure.getDuration("waker.interval"),
                perdure.getDuration("waker.rescan"),
                atLeast(1, perdure.getConfig("waker"), "workers"),
                perdure.getDuration("client.deadline"),
                perdure.getDuration("client.ask-again-after"),
                history.getDuration("keep-for"),
                atLeast(0, history, "max-steps"));
    }

    DurableState.Limits limits() {
        return new DurableState.Limits(forgetAfter.toMillis(), maxRequestIds);
    }

    private static int atLeast(int least, Config section, String key) {
        int value = section.getInt(key);
        if (value < least) {
            throw new IllegalArgumentException("%s: %d (expected: %d or more)."
                    .formatted(section.origin().description() + " " + key, value, least));
        }
        return value;
    }

    private static String hub(String name) {
        if (!name.matches(HUB)) {
            throw new IllegalArgumentException(
                    "perdure.hub: \"%s\" (expected: 3 to 45 letters and digits, a letter first).".formatted(name));
        }
        return name;
    }
}
