package io.perdure.entities;

import org.jspecify.annotations.Nullable;

/**
 * The runtime's hold on {@link Entity} objects. Public only because the runtime lives in another package: not API, may
 * change in any release, and of no use to an entity.
 */
public final class EntityRuntime {
    private EntityRuntime() {}

    /** What the runtime does on behalf of an entity object while that runs an operation. */
    public interface Dispatcher {

        /** A new object of the state's type. */
        Object newState();

        @Nullable
        Object byName(Operation operation) throws Exception;

        @Nullable
        Object inline(String operation, @Nullable Object input) throws Exception;
    }

    /** Lets the object use its context until {@link #leave}. */
    public static void enter(Entity<?> entity, Dispatcher dispatcher, EntityContext context) {
        entity.bind(dispatcher, context);
    }

    public static void leave(Entity<?> entity) {
        entity.bind(null, null);
    }

    public static @Nullable Object dispatch(Entity<?> entity, Operation operation) throws Exception {
        return entity.dispatch(operation);
    }

    public static @Nullable Object initialState(Entity<?> entity) {
        return entity.initialState();
    }

    public static boolean allowsStateDispatch(Entity<?> entity) {
        return entity.allowStateDispatch();
    }

    public static @Nullable Object state(Entity<?> entity) {
        return entity.state;
    }

    /** The caller answers for the type: it has made {@code state} from the entity's own type argument. */
    @SuppressWarnings({"unchecked", "NullAway"}) // null is how a deleted state looks (E-24)
    public static void state(Entity<?> entity, @Nullable Object state) {
        ((Entity<Object>) entity).state = state;
    }
}
