package io.perdure.examples.entities;

import io.perdure.entities.EntityContext;
import io.perdure.entities.EntityFunction;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The counter in function style: one function gets every operation, reads the state and sets it. Here the function
 * decides about names, so it lower-cases them itself, and it has no {@code delete} unless it writes one.
 */
public final class CounterFunction implements EntityFunction {
    @Override
    public @Nullable Object run(EntityContext context) {
        int count = context.state(Integer.class, () -> 0);
        return switch (context.operation().toLowerCase(Locale.ROOT)) {
            case "add" -> {
                count += amount(context);
                context.setState(count);
                yield count;
            }
            case "get" -> count;
            case "reset" -> {
                context.setState(0);
                yield null;
            }
            default -> throw context.unknownOperation();
        };
    }

    private static int amount(EntityContext context) {
        Integer amount = context.input(Integer.class);
        if (amount == null) {
            throw new IllegalArgumentException("Amount to add: none (expected: a whole number).");
        }
        return amount;
    }
}
