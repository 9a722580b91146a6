package io.perdure.gateway;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT as a call, instead of as the end of the JVM. A shutdown hook would not do: it runs beside the hooks
 * of others (H2 closes its file in one), and cannot tell a signal, which should end with 0, from a fatal error.
 */
final class StopSignal {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

    private StopSignal() {}

    /** Calls {@code stop} for each signal; without the JDK's signal support the JVM ends by itself, undrained. */
    static void listen(Runnable stop) {
        try {
            // By reflection: present in every JDK (module jdk.unsupported), but not for the compiler.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object listener = Proxy.newProxyInstance(
                    StopSignal.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getDeclaringClass() == Object.class) {
                            return method.invoke(stop, arguments);
                        }
                        stop.run();
                        return null;
                    });
            for (String name : new String[] {"TERM", "INT"}) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
            }
        } catch (ReflectiveOperationException | RuntimeException unsupported) {
            Throwable cause =
                    unsupported instanceof InvocationTargetException wrapped ? wrapped.getCause() : unsupported;
            LOG.warn("Signals cannot be handled here ({}): the node will stop without draining", String.valueOf(cause));
        }
    }
}
