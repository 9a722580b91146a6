package io.perdure.entities.internal;

import io.perdure.kernel.StoredFormats;
import io.perdure.wire.CompatibilityContract;
import io.perdure.wire.Format;
import io.perdure.wire.Samples;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Journals of entities, read by other versions (DESIGN §3, §4)")
class EntityJournalCompatibilityTest extends CompatibilityContract {

    EntityJournalCompatibilityTest() {
        super("entity-journal");
    }

    @Override
    protected List<Format> formats() {
        var signal = (ScheduledSignal) new Samples().full(ScheduledSignal.class);
        var samples = new Samples().with(Schedule.class, Schedule.of(List.of(signal)), Schedule.NONE);
        return StoredFormats.of("entity", EntityState.class, EntityDelta.class, samples);
    }
}
