package io.perdure.testkit;

import io.perdure.kernel.MemoryKernel;
import io.perdure.orchestrations.internal.Pauses;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Clients' time-outs and pauses in the kernel's time. */
final class VirtualPauses implements Pauses {
    private final MemoryKernel kernel;

    VirtualPauses(MemoryKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public CompletableFuture<@Nullable Void> pause(Duration length) {
        return kernel.pause(length);
    }

    @Override
    public long nanoTime() {
        return TimeUnit.MILLISECONDS.toNanos(kernel.now().toEpochMilli());
    }
}
