package io.perdure.kernel;

import static io.perdure.kernel.Kit.A;
import static io.perdure.kernel.Kit.B;
import static io.perdure.kernel.Kit.numbers;
import static io.perdure.kernel.Kit.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A courier (DESIGN §3.1)")
class CourierTest {
    private final Courier courier = new Courier(new Courier.Settings(100, 350, 3, 1_000));
    private Outbox outbox = Outbox.EMPTY;

    @Test
    @DisplayName("has one delivery in flight per destination; what comes behind it waits")
    void one_in_flight() {
        send(10, A, B);

        assertThat(send(20, A)).isEmpty();
    }

    @Test
    @DisplayName("delivers what waited once the flight is acknowledged")
    void next_after_acknowledgement() {
        send(10, A);
        send(20, A);

        var next = courier.acknowledged(A, 10, 0);

        assertThat(next).isNotNull();
        assertThat(numbers(next.messages())).containsExactly(20L);
    }

    @Test
    @DisplayName("starts nothing new while a part of the flight is unacknowledged")
    void partly_acknowledged() {
        send(10, A, A);
        send(20, A);

        assertThat(courier.acknowledged(A, 10, 0)).isNull();
    }

    @Test
    @DisplayName("resends everything unacknowledged, what came later included")
    void resends_a_superset() {
        send(10, A);
        send(20, A);

        var again = courier.overdue(100);

        assertThat(again)
                .singleElement()
                .satisfies(delivery -> assertThat(numbers(delivery.messages())).containsExactly(10L, 20L));
    }

    @Test
    @DisplayName("doubles its pauses up to the longest")
    void backs_off() {
        send(10, A);
        assertThat(courier.nextResend()).isEqualTo(100);
        courier.overdue(100);
        assertThat(courier.nextResend()).isEqualTo(300);
        courier.overdue(300);
        assertThat(courier.nextResend()).isEqualTo(650);
        courier.overdue(650);
        assertThat(courier.nextResend()).isEqualTo(1_000);
    }

    @Test
    @DisplayName("has nothing to resend when nothing flies")
    void at_rest() {
        send(10, A);
        courier.acknowledged(A, 10, 0);

        assertThat(courier.nextResend()).isEqualTo(Long.MAX_VALUE);
        assertThat(courier.overdue(1_000_000)).isEmpty();
        assertThat(courier.isBusy()).isFalse();
    }

    @Test
    @DisplayName("cuts a delivery at the greatest number of messages")
    void cuts() {
        var deliveries = send(10, A, A, A, A, A);

        assertThat(numbers(deliveries.get(0).messages())).containsExactly(10L, 11L, 12L);
    }

    @Test
    @DisplayName("tells a destination what it may forget only after the settlement is journaled, and once")
    void tellable_after_settled() {
        send(10, A);
        courier.acknowledged(A, 10, 0);
        assertThat(courier.takeTellable()).isEmpty();
        assertThat(courier.unrecorded()).isEqualTo(Map.of(A, 10L));

        settle(Map.of(A, 10L));

        assertThat(courier.takeTellable()).isEqualTo(Map.of(A, 10L));
        assertThat(courier.takeTellable()).isEmpty();
    }

    @Test
    @DisplayName("tells nothing while something newer is on its way to the same destination")
    void not_tellable_while_sending() {
        send(10, A);
        courier.acknowledged(A, 10, 0);
        settle(Map.of(A, 10L));
        send(20, A);

        assertThat(courier.takeTellable()).isEmpty();
    }

    @Test
    @DisplayName("sends messages as cleared after a commit that began after the demand")
    void clears_after_a_commit() {
        send(10, A);

        assertThat(courier.mustClear(A, 50)).isTrue();
        courier.committing();
        var cleared = settle(Map.of());

        assertThat(cleared).singleElement().satisfies(delivery -> {
            assertThat(delivery.cleared()).isEqualTo(50);
            assertThat(numbers(delivery.messages())).containsExactly(10L);
        });
    }

    @Test
    @DisplayName("clears nothing by a commit that was under way when the demand came: it may be a stale copy's last")
    void no_clearing_by_an_older_commit() {
        send(10, A);
        courier.committing();
        courier.mustClear(A, 50);

        assertThat(settle(Map.of())).isEmpty();
    }

    @Test
    @DisplayName("has nothing to clear for a destination that has everything")
    void nothing_to_clear() {
        send(10, A);
        courier.acknowledged(A, 10, 0);

        assertThat(courier.mustClear(A, 50)).isFalse();
        assertThat(courier.mustClear(B, 50)).isFalse();
    }

    @Test
    @DisplayName("delivers a recovered outbox again, all of it")
    void recovered() {
        var recovered = Outbox.EMPTY.sent(10, List.of(to(A, "x"), to(B, "y")));

        assertThat(courier.recovered(recovered, 0))
                .extracting(Courier.Delivery::to)
                .containsExactlyInAnyOrder(A, B);
        assertThat(courier.isBusy()).isTrue();
    }

    private List<Courier.Delivery> send(long first, Address... destinations) {
        var outgoing = List.of(destinations).stream().map(to -> to(to, "m")).toList();
        outbox = outbox.sent(first, outgoing);
        courier.committing();
        return courier.committed(outbox, Set.copyOf(List.of(destinations)), Map.of(), 0);
    }

    private List<Courier.Delivery> settle(Map<Address, Long> acknowledged) {
        outbox = outbox.settled(acknowledged);
        return courier.committed(outbox, Set.of(), acknowledged, 0);
    }
}
