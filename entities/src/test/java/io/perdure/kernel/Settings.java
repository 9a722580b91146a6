package io.perdure.kernel;

import java.time.Duration;

/** Settings for tests of the kernel. */
final class Settings {
    private Settings() {}

    static KernelSettings with(int maxBatch, int inbox, Duration forgetAfter) {
        return new KernelSettings(
                "test",
                16,
                maxBatch,
                inbox,
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                forgetAfter,
                1_000,
                new Courier.Settings(200, 2_000, 3, 400),
                Duration.ofMinutes(5),
                6,
                1_000_000,
                1_000_000,
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                1,
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ZERO,
                0);
    }

    static KernelSettings usual() {
        return with(100, 100, Duration.ofDays(7));
    }
}
