package io.perdure.examples.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdure.entities.EntityId;
import io.perdure.examples.EmbeddedPerdure;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A fleet of devices")
class FleetTest {
    @RegisterExtension
    static final EmbeddedPerdure PERDURE = new EmbeddedPerdure();

    private static final int DEVICES = 50;
    private static final int REPORTS = 20;

    @Test
    @DisplayName("has every report of every device once, and of each the last one (E-125, E-57)")
    void aggregates() {
        var reports = new ArrayList<CompletableFuture<Void>>();
        for (int report = 1; report <= REPORTS; report++) {
            for (int device = 0; device < DEVICES; device++) {
                reports.add(PERDURE.entities()
                        .signal(
                                EntityId.of(Device.class, "device-" + device),
                                "report",
                                new Device.Reading("north", device + report)));
            }
            // Requests keep their order when each was answered before the next.
            CompletableFuture.allOf(reports.toArray(CompletableFuture[]::new)).join();
        }

        var north = EntityId.of(Fleet.class, "north");
        await().until(() -> PERDURE.entities()
                .read(north, Fleet.class)
                .join()
                .filter(fleet -> fleet.observations >= DEVICES * REPORTS)
                .isPresent());

        var fleet = PERDURE.entities().read(north, Fleet.class).join().orElseThrow();
        assertThat(fleet.observations).isEqualTo(DEVICES * REPORTS);
        assertThat(fleet.latest).hasSize(DEVICES).containsEntry("device-7", 7.0 + REPORTS);
        assertThat(PERDURE.entities().call(north, "average", Double.class).join())
                .isEqualTo((DEVICES - 1) / 2.0 + REPORTS);
    }

    @Test
    @DisplayName("that nobody reported to is not there, and reading does not make it (E-15, E-101)")
    void unknown_fleet() {
        var south = EntityId.of(Fleet.class, "south");

        assertThat(PERDURE.entities().read(south, Fleet.class).join()).isEmpty();
        assertThat(PERDURE.entities().metadata(south, false).join()).isEmpty();
    }
}
