package io.perdure.orchestrations.generated;

import io.perdure.entities.EntityContext;
import io.perdure.entities.EntityFunction;
import java.util.TreeMap;

/** An entity that counts what it was told, each thing by itself: once is right, twice is not. */
final class Ledger implements EntityFunction {
    static final String NAME = "ledger";

    /** Counts the input, and gives it back. What others add at the same time does not show, as its order is anybody's guess. */
    static final String ADD = "add";

    static final String REFUSE = "refuse";

    static final class Counts extends TreeMap<String, Integer> {}

    @Override
    public Object run(EntityContext context) {
        Counts counts = context.state(Counts.class, Counts::new);
        String what = String.valueOf(context.input(String.class));
        counts.merge(what, 1, Integer::sum);
        context.setState(counts);
        if (context.operation().equals(REFUSE)) {
            throw new IllegalArgumentException("Refused: " + what); // and not counted (E-60)
        }
        return "counted " + what;
    }
}
