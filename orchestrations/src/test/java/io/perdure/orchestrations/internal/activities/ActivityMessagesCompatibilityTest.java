package io.perdure.orchestrations.internal.activities;

import io.perdure.wire.CompatibilityContract;
import io.perdure.wire.Format;
import io.perdure.wire.WireFormats;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Messages about activities between nodes of different versions")
class ActivityMessagesCompatibilityTest extends CompatibilityContract {
    private final WireFormats wire = new WireFormats();
    private final List<Format> formats = wire.ofThisModule();

    ActivityMessagesCompatibilityTest() {
        super("activity-messages");
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
