package io.perdure;

/**
 * A set of entities, orchestrators and activities that belong together. A node finds modules by {@link
 * java.util.ServiceLoader}: name the class in {@code META-INF/services/io.perdure.DurableModule} and put the jar on the
 * node's module path. Needs a public no-argument constructor there.
 */
@FunctionalInterface
public interface DurableModule {

    /** Registers everything; called once per node, before it serves. */
    void register(Registry registry);
}
