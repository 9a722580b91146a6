package io.perdure.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.kernel.store.JournalTables.Trim;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Snapshots of a journal (DESIGN §3)")
class SnapshotPolicyTest {
    private static final int DUE_AFTER = Settings.usual().snapshotAfterEvents();

    private long now = Duration.ofHours(1).toMillis();
    private final SnapshotPolicy policy = new SnapshotPolicy(Settings.usual(), () -> now);

    @Test
    @DisplayName("are due after so many events")
    void due_by_number() {
        events(DUE_AFTER - 1);
        assertThat(policy.isDue()).isFalse();

        events(1);

        assertThat(policy.isDue()).isTrue();
    }

    @Test
    @DisplayName("are due when the events outweigh the last one four times, and the least size")
    void due_by_size() {
        policy.snapshot(400_000);
        policy.event(1_599_999);
        assertThat(policy.isDue()).isFalse();

        policy.event(1);

        assertThat(policy.isDue()).isTrue();
    }

    @Test
    @DisplayName("trim nothing when there is one only")
    void first_trims_nothing() {
        assertThat(snapshotAfter(6)).isNull();
    }

    @Test
    @DisplayName("let events go up to the last but one, and the snapshots before it")
    void second_trims() {
        snapshotAfter(6);
        now += Duration.ofMinutes(10).toMillis();
        snapshotAfter(6);
        now += Duration.ofMinutes(10).toMillis();

        assertThat(snapshotAfter(6)).isEqualTo(new Trim("id", 12, 12));
    }

    @Test
    @DisplayName("keep young rows: a stale copy is fenced by the row of its next version")
    void young_rows_fence() {
        snapshotAfter(6);
        now += Duration.ofMinutes(1).toMillis();

        assertThat(snapshotAfter(6)).isEqualTo(new Trim("id", 0, 6));

        now += Duration.ofMinutes(10).toMillis();

        assertThat(snapshotAfter(6)).isEqualTo(new Trim("id", 12, 12));
    }

    @Test
    @DisplayName("count from the one that recovery began with")
    void recovered() {
        policy.snapshot(100);
        policy.event(10);
        policy.event(10);
        policy.recovered(8);
        now += Duration.ofMinutes(10).toMillis();

        assertThat(snapshotAfter(4)).isEqualTo(new Trim("id", 6, 6));
    }

    private void events(int count) {
        for (int i = 0; i < count; i++) {
            policy.event(100);
        }
    }

    private @Nullable Trim snapshotAfter(int commits) {
        long version = 0;
        for (int i = 0; i < commits; i++) {
            policy.event(100);
            version = policy.committed();
        }
        policy.snapshot(100);
        return policy.taken("id", version);
    }
}
