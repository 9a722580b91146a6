package io.perdure.examples.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.ParentInstance;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.testkit.PerdureTestKit;
import io.perdure.testkit.Run;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The provisioning of devices")
class ProvisionDevicesTest {
    private final PerdureTestKit kit = PerdureTestKit.with(new PatternsModule());
    private Run parent;
    private Run lamp;
    private Run lock;

    @BeforeEach
    void start() {
        parent = kit.start(ProvisionDevices.class, List.of("lamp", "lock"));
        lamp = kit.run("provision-lamp");
        lock = kit.run("provision-lock");
    }

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    @DisplayName("has a child for each device, which can be looked at by itself (O-168, O-53, O-68)")
    void children() {
        assertThat(lock.customStatus(String.class)).isEqualTo("Waiting for the download");
        assertThat(lock.metadata().parent()).contains(new ParentInstance("ProvisionDevices", parent.instanceId()));
    }

    @Test
    @DisplayName("ends when all have acknowledged, with results in the order of the devices (O-168, O-86)")
    void all() {
        lock.raiseEvent("DownloadCompletedAck", null);
        assertThat(lock.status()).isEqualTo(RuntimeStatus.Completed);
        assertThat(parent.status()).isEqualTo(RuntimeStatus.Running);

        lamp.raiseEvent("DownloadCompletedAck", null);

        assertThat(parent.output(String[].class)).containsExactly("lamp is ready", "lock is ready");
    }

    @Test
    @DisplayName("fails when one of them is terminated (O-168, O-56)")
    void one_terminated() {
        lamp.terminate("broken");
        lock.raiseEvent("DownloadCompletedAck", null);

        assertThat(parent.failure().orElseThrow().errorMessage()).contains("1 of 2 tasks failed");
    }
}
