package io.perdure.orchestrations.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.spi.NOPLoggingEventBuilder;

/** A logger that is switched off, at every level, while an orchestrator replays (O-102). */
final class ReplaySafeLogger {
    private ReplaySafeLogger() {}

    static Logger of(Logger to, BooleanSupplier replaying) {
        return (Logger) Proxy.newProxyInstance(
                ReplaySafeLogger.class.getClassLoader(), new Class<?>[] {Logger.class}, (self, method, arguments) -> {
                    Class<?> gives = method.getReturnType();
                    if (gives == String.class
                            || method.getDeclaringClass() == Object.class
                            || !replaying.getAsBoolean()) {
                        try {
                            return method.invoke(to, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                    return gives == boolean.class
                            ? false
                            : gives == void.class ? null : NOPLoggingEventBuilder.singleton();
                });
    }
}
