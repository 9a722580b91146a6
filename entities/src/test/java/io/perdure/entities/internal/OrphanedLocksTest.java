package io.perdure.entities.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.CleanStorageRequest;
import io.perdure.entities.CleanStorageResult;
import io.perdure.entities.EntityQuery;
import io.perdure.kernel.Address;
import io.perdure.kernel.Message;
import io.perdure.kernel.Response;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which locks cleaning asks entities to release. */
class OrphanedLocksTest {

    private final FakeDurableClient durable = new FakeDurableClient();
    private final DefaultEntityClient client = new DefaultEntityClient(durable, new EntityClientSettings(1_000, 2));

    private CleanStorageResult clean(CleanStorageRequest request) {
        durable.answer = Response.of("true");
        return client.cleanStorage(request).join();
    }

    private int released() {
        return clean(CleanStorageRequest.EVERYTHING).orphanedLocksReleased();
    }

    @ParameterizedTest(name = "E-107: the lock of an owner that is {0} is released")
    @ValueSource(strings = {"Completed", "Failed", "Terminated", "Canceled"})
    void ended(String status) {
        durable.lockedRow("account", "a", "exists", "o-1", "run:7:0");
        durable.orchestrations.put("o-1", status);
        assertThat(released()).isEqualTo(1);
        assertThat(durable.requests)
                .containsExactly(new FakeDurableClient.Request(
                        new Address("entity", "account", "a"),
                        new Message("releaseOrphan", "run:7:0", null, 0, Map.of("owner", "o-1")),
                        null,
                        null));
    }

    @ParameterizedTest(name = "E-107, E-94: the lock of an owner that is {0} is not")
    @ValueSource(strings = {"Running", "Pending", "Suspended", "ContinuedAsNew"})
    void alive(String status) {
        durable.lockedRow("account", "a", "exists", "o-1", "run:7:0");
        durable.orchestrations.put("o-1", status);
        assertThat(released()).isZero();
        assertThat(durable.requests).isEmpty();
    }

    @Test
    @DisplayName("E-107: the lock of an owner that nobody knows is released")
    void unknown() {
        durable.lockedRow("account", "a", "exists", "o-1", "run:7:0");
        assertThat(released()).isEqualTo(1);
    }

    @Test
    @DisplayName("E-107: where no orchestrations are served, every owner counts as alive")
    void unserved() {
        durable.lockedRow("account", "a", "exists", "o-1", "run:7:0");
        durable.orchestrations = null;
        assertThat(released()).isZero();
    }

    @Test
    @DisplayName("E-105: entities without state are released as well")
    void absent() {
        durable.lockedRow("account", "a", "absent", "o-1", "run:7:0");
        assertThat(released()).isEqualTo(1);
    }

    @Test
    @DisplayName("E-105: a lock that was not held any more is not counted")
    void not_held_any_more() {
        durable.lockedRow("account", "a", "exists", "o-1", "run:7:0");
        durable.answer = Response.of("false");
        assertThat(client.cleanStorage(CleanStorageRequest.EVERYTHING).join().orphanedLocksReleased())
                .isZero();
    }

    @Test
    @DisplayName("E-105: locks are left alone unless asked for")
    void not_asked_for() {
        durable.lockedRow("account", "a", "absent", "o-1", "run:7:0");
        assertThat(clean(new CleanStorageRequest(true, false, true, null)).orphanedLocksReleased())
                .isZero();
        assertThat(durable.requests).isEmpty();
    }

    @Test
    @DisplayName("E-105: empty entities are left alone unless asked for")
    void empty_not_asked_for() {
        durable.row("account", "b", "absent", 1);
        assertThat(clean(new CleanStorageRequest(false, true, true, null)).emptyEntitiesRemoved())
                .isZero();
        assertThat(durable.rows).hasSize(1);
    }

    @Test
    @DisplayName("E-105: all locks of all pages are looked at, each owner's status once per page")
    void many() {
        for (int i = 0; i < 250; i++) {
            durable.lockedRow("account", "a" + i, "exists", "o-" + i % 5, "run:7:" + i);
        }
        durable.orchestrations.put("o-0", "Running");
        assertThat(released()).isEqualTo(200);
        assertThat(durable.questions).hasSize(3 * 5);
    }

    @Test
    @DisplayName("E-102: a list without states shows who holds an entity")
    void listed() {
        durable.lockedRow("account", "a", "exists", "o-1", "run:7:0");
        durable.row("account", "b", "exists", 1);
        assertThat(client.list(EntityQuery.all().withoutState()).join().entities())
                .extracting(entity -> entity.lockedBy())
                .containsExactly("o-1", null);
    }
}
