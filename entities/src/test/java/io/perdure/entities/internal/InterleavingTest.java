package io.perdure.entities.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random histories of locks, calls and signals against the rules in their simplest form. */
class InterleavingTest {

    private static final int HISTORIES = 1_000;

    private static void play(int histories, UnaryOperator<EntityState> planted) {
        for (int seed = 0; seed < histories; seed++) {
            try {
                new Interleaving(seed, planted).run();
            } catch (AssertionError e) {
                throw new AssertionError("Seed %d: %s".formatted(seed, e.getMessage()), e);
            }
        }
    }

    @Test
    @DisplayName("E-75, E-77, E-89, E-91, E-93: one holder at a time, in order, nothing lost, nothing twice")
    void as_the_model() {
        play(HISTORIES, state -> state);
    }

    /** What a broken lock could do between two steps. */
    enum Bug {
        HOLDER_FORGOTTEN {
            @Override
            LockState in(LockState locks) {
                return new LockState(null, locks.queue());
            }
        },
        HEAD_LOST {
            @Override
            LockState in(LockState locks) {
                return new LockState(
                        locks.holder(),
                        locks.queue().withoutFirst(Math.min(1, locks.queue().size())));
            }
        },
        HEAD_KEPT_TWICE {
            @Override
            LockState in(LockState locks) {
                var head = locks.queue().head();
                return head == null
                        ? locks
                        : new LockState(
                                locks.holder(),
                                WorkQueue.of(List.of(head)).plus(locks.queue().entries()));
            }
        },
        NEWEST_FIRST {
            @Override
            LockState in(LockState locks) {
                var entries = new ArrayList<>(locks.queue().entries());
                Collections.reverse(entries);
                return new LockState(locks.holder(), WorkQueue.of(entries));
            }
        };

        abstract LockState in(LockState locks);
    }

    @ParameterizedTest(name = "A planted bug is found: {0}")
    @EnumSource
    void found(Bug bug) {
        UnaryOperator<EntityState> planted = state -> new EntityState(
                state.json(), state.schema(), state.schedule(), state.lastOperationAt(), bug.in(state.lockState()));
        assertThatThrownBy(() -> play(20, planted)).isInstanceOf(AssertionError.class);
    }
}
