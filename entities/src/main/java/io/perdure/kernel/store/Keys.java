package io.perdure.kernel.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads one section of the configuration; what is wrong is reported with key, value and expectation. */
record Keys(Config config, String section) {

    Keys section(String name) {
        return new Keys(read(name, config::getConfig, "a section", any -> true), section + '.' + name);
    }

    String text(String key) {
        return read(key, config::getString, "a text", any -> true);
    }

    int number(String key, int min, int max) {
        return read(
                key, config::getInt, "a whole number from %,d to %,d".formatted(min, max), n -> n >= min && n <= max);
    }

    long bytes(String key, long min) {
        return read(
                key, config::getBytes, "a size such as \"64 MiB\", at least %,d bytes".formatted(min), n -> n >= min);
    }

    Duration duration(String key, Duration min) {
        String expected = "a duration such as \"5 seconds\", at least %,d ms".formatted(min.toMillis());
        return read(key, config::getDuration, expected, d -> d.compareTo(min) >= 0);
    }

    <E extends Enum<E>> E choice(String key, Class<E> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        String name = read(key, config::getString, "one of " + String.join(", ", names), names::contains);
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }

    private <T> T read(String key, Function<String, T> reader, String expected, Predicate<T> legal) {
        T value;
        try {
            value = reader.apply(key);
        } catch (ConfigException e) {
            throw wrong(key, expected);
        }
        if (!legal.test(value)) {
            throw wrong(key, expected);
        }
        return value;
    }

    IllegalArgumentException wrong(String key, String expected) {
        String value = config.hasPath(key) ? config.getValue(key).unwrapped().toString() : "missing";
        return new IllegalArgumentException(
                "Setting %s.%s: %s (expected: %s)".formatted(section, key, value, expected));
    }
}
