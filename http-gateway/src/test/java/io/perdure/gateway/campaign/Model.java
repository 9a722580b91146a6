package io.perdure.gateway.campaign;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object that does one operation after the other.
 *
 * @param <S> its state; compared by {@code equals}
 */
interface Model<S> {
    S initial();

    /** The state after the operation; null if the answer that was given cannot be given in this state. */
    @Nullable
    S step(S state, Operation operation);

    /** A number that begins at 0: {@link Action.Add}, {@link Action.Put}, {@link Action.Get}. */
    Model<Long> NUMBER = new Model<>() {
        @Override
        public Long initial() {
            return 0L;
        }

        @Override
        public @Nullable Long step(Long state, Operation operation) {
            Long after = operation.action() instanceof Action.Add add
                    ? Long.valueOf(state + add.amount())
                    : operation.action() instanceof Action.Put put ? Long.valueOf(put.value()) : state;
            return operation.contradicts(after) ? null : after;
        }
    };

    /**
     * A ledger whose entries are known in the end: {@link Action.Append} and {@link Action.Entries}. They decide where each
     * append took effect, also one whose client knows nothing; so the state is no more than how many entries there are.
     */
    static Model<Integer> ledger(List<String> entries) {
        return new Model<>() {
            @Override
            public Integer initial() {
                return 0;
            }

            @Override
            public @Nullable Integer step(Integer state, Operation operation) {
                if (operation.action() instanceof Action.Append append) {
                    boolean next = state < entries.size() && entries.get(state).equals(append.entry());
                    return next && !operation.contradicts(state + 1L) ? state + 1 : null;
                }
                return operation.contradicts(entries.subList(0, state)) ? null : state;
            }
        };
    }
}
