package io.perdure.gateway.node.module;

/**
 * How much an orchestration has to do.
 *
 * @param file where each effect leaves a line
 */
public record Work(String file, int steps) {
    Effect effect(String instanceId, int step) {
        return new Effect(file, effectName(instanceId, step));
    }

    public static String effectName(String instanceId, int step) {
        return instanceId + ':' + step;
    }
}
