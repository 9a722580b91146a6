package io.perdure.engine;

import io.perdure.Registry;
import io.perdure.entities.EntityContext;
import io.perdure.entities.EntityId;
import java.util.ArrayList;
import java.util.List;

/** Entities that several tests use. */
final class Samples {
    private Samples() {}

    static EntityId counter(String key) {
        return EntityId.of("Counter", key);
    }

    static EntityId log(String key) {
        return EntityId.of("Log", key);
    }

    static EntityId sender(String key) {
        return EntityId.of("Sender", key);
    }

    static void register(Registry registry) {
        registry.entity("Counter", Samples::counter).entity("Log", Samples::log).entity("Sender", Samples::sender);
    }

    private static Object counter(EntityContext context) {
        return switch (context.operation()) {
            case "add" -> add(context, context.input(Integer.class));
            case "get" -> context.state(Integer.class, () -> 0);
            case "delete" -> {
                context.deleteState();
                yield null;
            }
            default -> throw context.unknownOperation();
        };
    }

    private static int add(EntityContext context, int amount) {
        int sum = context.state(Integer.class, () -> 0) + amount;
        context.setState(sum);
        return sum;
    }

    /** The state is the list of all inputs so far. */
    private static Object log(EntityContext context) {
        List<Integer> all = new ArrayList<>(List.of(context.state(Integer[].class, () -> new Integer[0])));
        all.add(context.input(Integer.class));
        context.setState(all);
        return all.size();
    }

    /** Signals the log of the same key: the next {@code input} numbers. */
    private static Object sender(EntityContext context) {
        int last = context.state(Integer.class, () -> 0);
        int until = last + context.input(Integer.class);
        for (int n = last + 1; n <= until; n++) {
            context.signal(log(context.id().key()), "append", n);
        }
        context.setState(until);
        return until;
    }
}
