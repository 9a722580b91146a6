package io.perdure.orchestrations.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Time between two attempts; tests have one that does not pass by itself. */
public interface Pauses {

    CompletableFuture<@Nullable Void> pause(Duration length);

    long nanoTime();

    /** On the JVM's clock. */
    Pauses REAL = new Pauses() {
        @Override
        public CompletableFuture<@Nullable Void> pause(Duration length) {
            return new CompletableFuture<@Nullable Void>()
                    .completeOnTimeout(null, length.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    };
}
