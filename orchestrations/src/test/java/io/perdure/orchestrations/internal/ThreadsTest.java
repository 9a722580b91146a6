package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Threads for users' code")
class ThreadsTest {

    @Test
    @DisplayName("orchestrators get virtual threads exactly where the JVM has them")
    void virtual() {
        assertThat(Threads.areVirtual()).isEqualTo(Runtime.version().feature() >= 21);
    }

    @Test
    @DisplayName("orchestrators run on named daemon threads, each on its own")
    void named() {
        var both = new CountDownLatch(2);
        var threads = Threads.forOrchestrators();
        Runnable meet = () -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };

        var first = CompletableFuture.supplyAsync(() -> described(meet), threads);
        var second = CompletableFuture.supplyAsync(() -> described(meet), threads);

        assertThat(first.join()).isEqualTo("perdure-orchestrator-N daemon");
        assertThat(second.join()).isEqualTo("perdure-orchestrator-N daemon");
    }

    private static String described(Runnable work) {
        work.run();
        var self = Thread.currentThread();
        return self.getName().replaceAll("\\d+", "N") + (self.isDaemon() ? " daemon" : "");
    }
}
