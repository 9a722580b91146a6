package io.perdure.kernel;

import com.typesafe.config.Config;
import io.perdure.settings.SettingsReader;
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

    private static final int MOST_SHARDS = 100_000;
    private static final int MOST_WORKERS = 1024; // a slice each
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final String HUB = "[A-Za-z][A-Za-z0-9]{2,44}";

    /**
     * Reads the {@code perdure} section.
     *
     * @throws IllegalArgumentException with all that is wrong
     */
    static KernelSettings of(Config perdure) {
        var reader = SettingsReader.ofPerdure(perdure);
        KernelSettings settings = read(reader);
        reader.problems().throwIfAny();
        return settings;
    }

    static KernelSettings read(SettingsReader perdure) {
        var kernel = perdure.section("kernel");
        var messaging = perdure.section("messaging");
        var waker = perdure.section("waker");
        var client = perdure.section("client");
        return new KernelSettings(
                perdure.text("hub", name -> name.matches(HUB), "3 to 45 letters and digits, a letter first"),
                kernel.number("shards", 1, MOST_SHARDS),
                SharedSettings.maxBatch(perdure),
                kernel.number("inbox", 1, Integer.MAX_VALUE),
                kernel.duration("passivate-after", MOMENT),
                kernel.duration("passivate-settled-after", MOMENT),
                kernel.duration("stop-timeout", MOMENT),
                kernel.duration("reload-after", MOMENT),
                kernel.duration("reload-at-most", MOMENT),
                perdure.duration("timers.keep-live-below", Duration.ZERO),
                messaging.duration("forget-after", MOMENT, LONGEST),
                messaging.number("max-request-ids", 0, Integer.MAX_VALUE),
                new Courier.Settings(
                        messaging.duration("first-resend", MOMENT).toMillis(),
                        messaging.duration("last-resend", MOMENT).toMillis(),
                        messaging.number("max-delivery", 1, Integer.MAX_VALUE),
                        messaging.arraySize("max-delivery-size", 1)),
                kernel.duration("fence-for", Duration.ZERO, LONGEST),
                kernel.number("snapshot-after-events", 1, Integer.MAX_VALUE),
                kernel.arraySize("snapshot-after-size", 0),
                SharedSettings.maxPayload(perdure),
                perdure.duration("index.interval", MOMENT),
                waker.duration("interval", MOMENT),
                waker.duration("rescan", MOMENT),
                waker.number("workers", 1, MOST_WORKERS),
                client.duration("deadline", MOMENT),
                client.duration("ask-again-after", MOMENT),
                SharedSettings.historyFor(perdure),
                SharedSettings.historySteps(perdure));
    }

    DurableState.Limits limits() {
        return new DurableState.Limits(forgetAfter.toMillis(), maxRequestIds);
    }
}
