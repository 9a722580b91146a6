package io.perdure.entities;

import org.jspecify.annotations.Nullable;

/**
 * An entity written as one function that receives every operation and switches on its name (E-34). May block; while it
 * runs, the operations behind it wait. May run more than once if the node dies before the commit (E-33).
 */
@FunctionalInterface
public interface EntityFunction {

    /**
     * Runs one operation.
     *
     * @return the result, any JSON value, or null
     * @throws Exception to fail the operation and undo what it did
     */
    @Nullable
    Object run(EntityContext context) throws Exception;
}
