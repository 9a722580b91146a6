package io.perdure.gateway;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a door to the real engine that all of them share, because an engine takes longer to start than most of
 * them to run. Whoever uses it keeps to ids of its own, purges nothing by filter and counts nothing without a prefix.
 */
final class SharedDoor implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == GatewayFixture.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedDoor.class))
                .getOrComputeIfAbsent(SharedDoor.class, key -> GatewayFixture.start(), GatewayFixture.class);
    }
}
