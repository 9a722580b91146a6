package io.perdure.kernel.store;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import akka.actor.ActorSystem;
import akka.testkit.javadsl.TestKit;
import com.typesafe.config.Config;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreExtensionTest {
    private final ActorSystem system = ActorSystem.create("lonely");

    @AfterEach
    void stop() {
        TestKit.shutdownActorSystem(system);
    }

    @Test
    @DisplayName("a journal without a store says what is missing and when")
    void none() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new PerdureDatabaseProvider(system))
                .withMessageContaining("'lonely' has no store")
                .withMessageContaining("StoreExtension.install");
    }

    @Test
    @DisplayName("a second store for one actor system is refused")
    void two(@TempDir Path directory) {
        Config first = H2StoreTest.in(directory.resolve("1"), "process");
        Config second = H2StoreTest.in(directory.resolve("2"), "process");
        try (Store one = StoreContract.open(first);
                Store two = StoreContract.open(second)) {
            StoreExtension.install(system, one);
            StoreExtension.install(system, one); // the same again changes nothing

            assertThatIllegalStateException()
                    .isThrownBy(() -> StoreExtension.install(system, two))
                    .withMessageContaining("one store per actor system");
        }
    }
}
