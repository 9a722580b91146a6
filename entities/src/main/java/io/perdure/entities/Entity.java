package io.perdure.entities;

import org.jspecify.annotations.Nullable;

/**
 * Base of entities whose state is a value of any JSON type, held in {@link #state}. Public methods are the operations,
 * matched by name without regard to case (E-36). A missing state is made by {@link #initialState} before the operation;
 * after a successful operation {@link #state} is saved, and null deletes the entity (E-14, E-24).
 *
 * <p>A method's one parameter besides {@link EntityContext} and {@link Operation} is the input. When the sender gave none,
 * or JSON's null, it is null: check it, or take a primitive, for which a missing input fails the operation (E-38).
 *
 * <p>An object of the class lives for one batch of operations: nothing in its fields but the state survives (E-43).
 *
 * @param <S> the state's type
 */
public abstract class Entity<S> {

    /** The state: never null when an operation begins, unless {@link #initialState} gives null. */
    @SuppressWarnings("NullAway.Init")
    protected S state;

    private @Nullable EntityContext context;
    private EntityRuntime.@Nullable Dispatcher dispatcher;

    /**
     * The state of an entity that has none, asked for before each operation that finds none. The default is the state
     * type's no-argument constructor.
     *
     * @return null for entities that come into being by an operation that assigns {@link #state}: until then {@link #state}
     *     is null
     */
    @SuppressWarnings("unchecked") // the runtime makes it from this class's type argument
    protected @Nullable S initialState() {
        return (S) bound(dispatcher).newState();
    }

    /** The context of the running operation; throws {@link IllegalStateException} outside one. */
    protected final EntityContext context() {
        return bound(context);
    }

    /**
     * Runs one operation; override it to take dispatch into your own hands, and call {@code super} to fall back to
     * methods by name (E-44).
     *
     * @return the result
     */
    protected @Nullable Object dispatch(Operation operation) throws Exception {
        return bound(dispatcher).byName(operation);
    }

    /** Runs another operation of this same entity in line: same state, same transaction, no message (E-45). */
    protected final @Nullable Object dispatch(String operation, @Nullable Object input) throws Exception {
        return bound(dispatcher).inline(operation, input);
    }

    /** Whether operations that the entity lacks may be methods of the state object; default no (E-39). */
    protected boolean allowStateDispatch() {
        return false;
    }

    private static <T> T bound(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("The entity is not running an operation.");
        }
        return part;
    }

    void bind(EntityRuntime.@Nullable Dispatcher newDispatcher, @Nullable EntityContext newContext) {
        dispatcher = newDispatcher;
        context = newContext;
    }
}
