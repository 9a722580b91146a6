package io.perdure.gateway;

import com.typesafe.config.Config;
import java.time.Duration;

/** Reads settings of one section and says precisely what is wrong with them. */
record SettingsReader(Config config, String section) {
    long number(String key, long least, long most) {
        return checked(key, config.getLong(path(key)), least, most);
    }

    long bytes(String key, long least, long most) {
        return checked(key, config.getBytes(path(key)), least, most);
    }

    String text(String key) {
        return config.getString(path(key));
    }

    boolean flag(String key) {
        return config.getBoolean(path(key));
    }

    Duration duration(String key, Duration least) {
        Duration value = config.getDuration(path(key));
        if (value.compareTo(least) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
            throw wrong(key, value, least + " to " + Duration.ofDays(1));
        }
        return value;
    }

    private long checked(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw wrong(key, value, least + " to " + most);
        }
        return value;
    }

    IllegalArgumentException wrong(String key, Object value, String expected) {
        String origin = config.getValue(path(key)).origin().description();
        return new IllegalArgumentException(
                "%s: %s (expected: %s); set by %s.".formatted(path(key), value, expected, origin));
    }

    private String path(String key) {
        return section + '.' + key;
    }
}
