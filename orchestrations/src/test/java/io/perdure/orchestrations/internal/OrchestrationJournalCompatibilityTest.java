package io.perdure.orchestrations.internal;

import io.perdure.kernel.StoredFormats;
import io.perdure.wire.CompatibilityContract;
import io.perdure.wire.Format;
import io.perdure.wire.Samples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Journals of orchestrations and schedules, read by other versions (DESIGN §3, §5)")
class OrchestrationJournalCompatibilityTest extends CompatibilityContract {

    OrchestrationJournalCompatibilityTest() {
        super("orchestration-journal");
    }

    @Override
    protected List<Format> formats() {
        var records = new Samples();
        var reader = new StoredOrchestration.Reader();
        // The history of a sample makes no sense, but that of one that has ended need not.
        var samples = new Samples()
                .with(
                        OrchestrationState.class,
                        reader.convert((StoredOrchestration) records.full(StoredOrchestration.class)),
                        reader.convert((StoredOrchestration) records.least(StoredOrchestration.class)));
        return Stream.of(
                        StoredFormats.of("orchestration", OrchestrationState.class, OrchestrationDelta.class, samples),
                        StoredFormats.of("schedule", ScheduleState.class, ScheduleState.class, records))
                .flatMap(List::stream)
                .toList();
    }
}
