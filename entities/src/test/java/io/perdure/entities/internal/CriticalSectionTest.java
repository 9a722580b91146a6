package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.callFrom;
import static io.perdure.entities.internal.EntityFixture.lock;
import static io.perdure.entities.internal.EntityFixture.orchestration;
import static io.perdure.entities.internal.EntityFixture.signal;
import static io.perdure.entities.internal.EntityFixture.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityId;
import io.perdure.kernel.Address;
import io.perdure.kernel.Incoming;
import io.perdure.kernel.Message;
import io.perdure.kernel.Origin;
import io.perdure.kernel.Outgoing;
import io.perdure.kernel.Response;
import io.perdure.kernel.Summary;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How an entity is locked, and how that ends. */
class CriticalSectionTest {

    private static final Address ANN = orchestration("ann");
    private static final Address BEN = orchestration("ben");

    private final EntityFixture entity = EntityFixture.notes();

    @Test
    @DisplayName("E-72: a free entity is granted at once")
    void granted() {
        entity.done(lock(ANN, "run:7:0"));
        assertThat(entity.outgoing).containsExactly(new Outgoing(ANN, Message.of("granted", "run:7:0", null)));
    }

    @Test
    @DisplayName("E-75: what came before the request runs before the grant")
    void after_what_came_before() {
        var done = entity.done(signal("add", "\"a\""), callFrom(BEN, "b:1", "add", "\"b\""), lock(ANN, "1"));
        assertThat(entity.json()).isEqualTo("\"ab\"");
        assertThat(done.outgoing()).extracting(out -> out.message().verb()).containsExactly("result", "granted");
    }

    @Test
    @DisplayName("E-76, E-16: locking does not make an entity exist, but keeps its record")
    void creates_nothing() {
        entity.done(lock(ANN, "1"));
        assertThat(entity.logic().summarise(entity.state))
                .isEqualTo(new Summary("absent", null, "{\"lockedBy\":\"ann\",\"callId\":\"1\"}", true));
    }

    @Test
    @DisplayName("E-93: lock requests are served in order of arrival")
    void in_order() {
        entity.done(lock(ANN, "1"), lock(BEN, "2"), lock(orchestration("cleo"), "3"));
        entity.done(unlock(ANN, "1"), unlock(BEN, "2"));
        assertThat(entity.grants()).containsExactly("ann/1", "ben/2", "cleo/3");
    }

    @Test
    @DisplayName("E-91: an owner may lock again under another call id")
    void again() {
        entity.done(lock(ANN, "1"), unlock(ANN, "1"), lock(ANN, "2"));
        assertThat(entity.grants()).containsExactly("ann/1", "ann/2");
    }

    @Test
    @DisplayName("E-91: the end of an earlier lock does not end a later one of the same owner")
    void late_unlock() {
        entity.done(lock(ANN, "2"), unlock(ANN, "1"));
        assertThat(entity.state.lockState().holder()).isEqualTo(new Lock(ANN, "2"));
    }

    @Test
    @DisplayName("E-89: a release by another than the holder is ignored")
    void not_the_holder() {
        entity.done(lock(ANN, "1"), unlock(BEN, "1"));
        assertThat(entity.state.lockState().holder()).isEqualTo(new Lock(ANN, "1"));
    }

    @Test
    @DisplayName("E-79, E-89: a release of what is not locked changes nothing")
    void nothing_to_release() {
        assertThat(entity.done(unlock(ANN, "1")).delta()).isNull();
    }

    @Test
    @DisplayName("E-91: a request that is withdrawn while it waits is never granted")
    void withdrawn() {
        entity.done(lock(ANN, "1"), lock(BEN, "2"));
        entity.done(unlock(BEN, "2"));
        entity.done(unlock(ANN, "1"));
        assertThat(entity.grants()).containsExactly("ann/1");
        assertThat(entity.state.locks()).isNull();
    }

    @Test
    @DisplayName("E-91: a request and its withdrawal in one batch leave no trace")
    void withdrawn_at_once() {
        entity.done(lock(ANN, "1"));
        assertThat(entity.done(lock(BEN, "2"), unlock(BEN, "2")).delta()).isNull();
    }

    @Test
    @DisplayName("E-72: clients cannot lock")
    void not_for_clients() {
        var response = entity.responses(new Incoming(new Origin.Client(null), Message.of("lock", "1", null)));
        assertThat(response.get(0).failure().errorMessage()).contains("verb 'lock' from a client");
        assertThat(entity.state.locks()).isNull();
    }

    @Test
    @DisplayName("E-47: an entity whose class is not registered is locked and unlocked all the same")
    void not_registered() {
        entity.id = EntityId.of("nobody", "a");
        entity.done(lock(ANN, "1"), lock(BEN, "2"), callFrom(orchestration("cleo"), "c:1", "add", "\"c\""));
        entity.done(unlock(ANN, "1"));
        entity.done(unlock(BEN, "2"));
        assertThat(entity.grants()).containsExactly("ann/1", "ben/2");
        assertThat(entity.outgoing.get(2).message().attributes().get("failure")).contains("'nobody'");
    }

    @Test
    @DisplayName("E-100: a failure inside the section does not end it")
    void failure_keeps_it() {
        entity.done(lock(ANN, "1"), callFrom(ANN, "a:1", "fail", null));
        assertThat(entity.state.lockState().holder()).isEqualTo(new Lock(ANN, "1"));
    }

    @Test
    @DisplayName("E-13: deleting the state does not end it")
    void deletion_keeps_it() {
        var cart = EntityFixture.of(LifecycleTest.Cart.class);
        cart.done(lock(ANN, "1"), callFrom(ANN, "a:1", "add", "\"tea\""), callFrom(ANN, "a:2", "delete", null));
        assertThat(cart.json()).isNull();
        assertThat(cart.state.lockState().holder()).isEqualTo(new Lock(ANN, "1"));
    }

    // Orphaned locks.

    private Response releaseOrphan(String owner, String callId) {
        var message = new Message("releaseOrphan", callId, null, 0, Map.of("owner", owner));
        return entity.responses(new Incoming(new Origin.Client(null), message)).get(0);
    }

    @Test
    @DisplayName("E-107: an orphaned lock is released, and what waits runs")
    void released() {
        entity.done(lock(ANN, "1"), signal("add", "\"a\""));
        assertThat(releaseOrphan("ann", "1")).isEqualTo(Response.of("true"));
        assertThat(entity.json()).isEqualTo("\"a\"");
    }

    @Test
    @DisplayName("E-107: a lock that its owner has taken anew is not released")
    void taken_anew() {
        entity.done(lock(ANN, "2"));
        assertThat(releaseOrphan("ann", "1")).isEqualTo(Response.of("false"));
        assertThat(entity.state.lockState().holder()).isEqualTo(new Lock(ANN, "2"));
    }

    @Test
    @DisplayName("E-107: a lock that somebody else holds by now is not released")
    void somebody_else() {
        entity.done(lock(BEN, "1"));
        assertThat(releaseOrphan("ann", "1")).isEqualTo(Response.of("false"));
    }
}
