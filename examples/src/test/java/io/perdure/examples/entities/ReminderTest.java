package io.perdure.examples.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdure.Perdure;
import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import io.perdure.examples.EmbeddedPerdure;
import io.perdure.examples.entities.Reminder.Note;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A reminder")
class ReminderTest {
    @RegisterExtension
    static final EmbeddedPerdure PERDURE = new EmbeddedPerdure();

    @Test
    @DisplayName("rings at its time and not before (E-127, E-53, E-56)")
    void rings() {
        var tea = EntityId.of(Reminder.class, "tea");

        Instant due = remind(PERDURE.entities(), tea, new Note("Tea is ready", Duration.ofMillis(300)));
        assertThat(reminder(PERDURE.entities(), tea).due).isEqualTo(due);

        await().until(() -> !reminder(PERDURE.entities(), tea).rung.isEmpty());
        assertThat(rungAt(tea)).isAfterOrEqualTo(due);
        assertThat(reminder(PERDURE.entities(), tea).rung).containsExactly("Tea is ready");
        assertThat(reminder(PERDURE.entities(), tea).due).isNull();
    }

    @Test
    @DisplayName("stays silent when it was cancelled, though the signal still comes (E-56)")
    void cancelled() {
        var egg = EntityId.of(Reminder.class, "egg");
        remind(PERDURE.entities(), egg, new Note("Egg is ready", Duration.ofMillis(300)));

        PERDURE.entities().signal(egg, "cancel").join();

        await().until(() -> rungAt(egg) != null);
        assertThat(reminder(PERDURE.entities(), egg).rung).isEmpty();
    }

    @Test
    @DisplayName("rings after a restart, also when it was due meanwhile (E-55, E-118)")
    void restart(@TempDir Path data) {
        var bread = EntityId.of(Reminder.class, "bread");
        try (Perdure perdure = EmbeddedPerdure.start(data)) {
            remind(perdure.entities(), bread, new Note("Bread is ready", Duration.ofMillis(200)));
        }
        try (Perdure perdure = EmbeddedPerdure.start(data)) {
            await().until(() -> !reminder(perdure.entities(), bread).rung.isEmpty());
            assertThat(reminder(perdure.entities(), bread).rung).containsExactly("Bread is ready");
        }
    }

    private static Instant remind(EntityClient entities, EntityId id, Note note) {
        return entities.call(id, "remind", note, Instant.class).join();
    }

    private static Reminder reminder(EntityClient entities, EntityId id) {
        return entities.read(id, Reminder.class).join().orElseThrow();
    }

    /** When the signal came, from the entity's history; null when it has not. */
    private static Instant rungAt(EntityId id) {
        return PERDURE.entities().history(id, 10, null).join().operations().stream()
                .filter(operation -> operation.operation().equals("ring"))
                .map(operation -> operation.at())
                .findFirst()
                .orElse(null);
    }
}
