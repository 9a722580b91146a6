package io.perdure.orchestrations.generated;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;

/** What orchestrators have logged. Thread-safe. */
final class Lines {
    private final List<String> all = new ArrayList<>();

    Logger logger() {
        return (Logger) Proxy.newProxyInstance(
                Lines.class.getClassLoader(), new Class<?>[] {Logger.class}, (self, method, arguments) -> {
                    if (method.getName().startsWith("is")) {
                        return true;
                    }
                    add(String.valueOf(arguments[arguments.length - 1]));
                    return null;
                });
    }

    private synchronized void add(String line) {
        all.add(line);
    }

    synchronized List<String> all() {
        return List.copyOf(all);
    }
}
