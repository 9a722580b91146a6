package io.perdure.gateway.campaign;

import static io.perdure.gateway.campaign.Given.at;
import static io.perdure.gateway.campaign.Outcome.ACKNOWLEDGED;
import static io.perdure.gateway.campaign.Outcome.REFUSED;
import static io.perdure.gateway.campaign.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.gateway.campaign.Action.Add;
import io.perdure.gateway.campaign.Action.Get;
import io.perdure.gateway.campaign.Action.Put;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The search for an order that explains all answers")
class LinearizabilityTest {
    private static Operation op(int from, int to, Action action, @Nullable Long result) {
        return new Operation("c" + from, "n", action, null, at(from), at(to), ACKNOWLEDGED, result);
    }

    private static Operation op(int from, Action action, Outcome outcome) {
        return new Operation("c" + from, "n", action, null, at(from), at(from + 1), outcome, null);
    }

    private static Optional<String> violation(Operation... operations) {
        return Linearizability.violation(Model.NUMBER, List.of(operations));
    }

    @Test
    @DisplayName("accepts overlapping operations that took effect in another order than they were answered")
    void overlapping() {
        assertThat(violation(op(0, 9, new Add(1), 2L), op(1, 5, new Add(1), 1L), op(6, 8, new Get(), 1L)))
                .isEmpty();
    }

    @Test
    @DisplayName("finds a stale read: of a value that had been overwritten before the read began")
    void stale_read() {
        assertThat(violation(op(0, 1, new Put(1), null), op(2, 3, new Put(2), null), op(4, 5, new Get(), 1L)))
                .get()
                .asString()
                .contains("Get");
    }

    @Test
    @DisplayName("finds two reads that see two writes in two orders")
    void two_orders() {
        assertThat(violation(
                        op(0, 9, new Put(1), null),
                        op(0, 9, new Put(2), null),
                        op(1, 2, new Get(), 1L),
                        op(3, 4, new Get(), 2L),
                        op(5, 6, new Get(), 1L)))
                .isPresent();
    }

    @Test
    @DisplayName("finds an increment that was lost, and one that was done twice")
    void counter() {
        assertThat(violation(op(0, 1, new Add(1), 1L), op(2, 3, new Add(1), 1L)))
                .isPresent();
        assertThat(violation(op(0, 1, new Add(1), 1L), op(2, 3, new Add(1), 3L)))
                .isPresent();
    }

    @Test
    @DisplayName("accepts an unknown outcome that took effect at once, much later, or never")
    void unknown() {
        var add = op(0, new Add(5), UNKNOWN);

        assertThat(violation(add, op(2, 3, new Get(), 5L))).isEmpty();
        assertThat(violation(add, op(2, 3, new Get(), 0L), op(4, 5, new Get(), 5L)))
                .isEmpty();
        assertThat(violation(add, op(2, 3, new Get(), 0L), op(4, 5, new Get(), 0L)))
                .isEmpty();
    }

    @Test
    @DisplayName("finds an unknown outcome that took effect twice, was undone, or came before it began")
    void unknown_twice() {
        var add = op(4, new Add(5), UNKNOWN);

        assertThat(violation(add, op(6, 7, new Get(), 10L))).isPresent();
        assertThat(violation(add, op(6, 7, new Get(), 5L), op(8, 9, new Get(), 0L)))
                .isPresent();
        assertThat(violation(add, op(1, 2, new Get(), 5L))).isPresent();
    }

    @Test
    @DisplayName("finds a refused operation that took effect")
    void refused() {
        assertThat(violation(op(0, new Add(5), REFUSED), op(2, 3, new Get(), 5L)))
                .isPresent();
    }

    @Test
    @DisplayName("decides random histories of an object that is right, and of the same with one answer changed")
    void random() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            var history = rightHistory(random, 200);
            assertThat(Linearizability.violation(Model.NUMBER, history))
                    .as("seed %d", seed)
                    .isEmpty();

            int i = random.nextInt(history.size());
            var changed = history.get(i);
            history.set(i, op(changed, Math.negateExact((Long) changed.result()) - 1));
            assertThat(Linearizability.violation(Model.NUMBER, history))
                    .as("seed %d, changed", seed)
                    .isPresent();
        }
    }

    private static Operation op(Operation like, long result) {
        return new Operation(
                like.client(), "n", like.action(), null, like.invoked(), like.returned(), ACKNOWLEDGED, result);
    }

    /** Takes effect at 10 i, begins up to 35 earlier and returns up to 35 later: some seven are under way at a time. */
    private static List<Operation> rightHistory(SplittableRandom random, int size) {
        var history = new ArrayList<Operation>();
        long value = 0;
        for (int i = 0; i < size; i++) {
            Action action = random.nextBoolean() ? new Get() : new Add(random.nextInt(1, 4));
            value = action instanceof Add add ? value + add.amount() : value;
            history.add(op(10 * i - random.nextInt(35), 10 * i + 1 + random.nextInt(35), action, value));
        }
        return history;
    }
}
