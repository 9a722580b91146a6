package io.perdure.kernel;

import io.perdure.wire.CompatibilityContract;
import io.perdure.wire.Format;
import io.perdure.wire.WireFormats;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Messages of the kernel between nodes of different versions (DESIGN §3)")
class KernelMessagesCompatibilityTest extends CompatibilityContract {
    private final WireFormats wire = new WireFormats();
    private final List<Format> formats = wire.ofThisModule();

    KernelMessagesCompatibilityTest() {
        super("kernel-messages");
    }

    @Override
    protected List<Format> formats() {
        return formats;
    }

    @AfterAll
    void stop() {
        wire.close();
    }
}
