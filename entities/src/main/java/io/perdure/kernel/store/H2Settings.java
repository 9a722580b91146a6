package io.perdure.kernel.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** {@code perdure.data} and {@code perdure.h2}; the keys are explained in {@code reference.conf}. */
record H2Settings(Path file, Durability durability, long cacheBytes) {

    enum Durability {
        POWER,
        PROCESS
    }

    static H2Settings from(Keys perdure) {
        Keys h2 = perdure.section("h2");
        Path file = h2.text("file").isEmpty() ? path(perdure, "data").resolve("perdure") : path(h2, "file");
        return new H2Settings(
                file.toAbsolutePath().normalize(),
                h2.choice("durability", Durability.class),
                h2.bytes("cache-size", 1024 * 1024));
    }

    private static Path path(Keys keys, String key) {
        // H2 takes what follows a semicolon in its URL for a setting.
        String expected = "a path without ';'";
        if (keys.text(key).indexOf(';') >= 0) {
            throw keys.wrong(key, expected);
        }
        try {
            return Path.of(keys.text(key));
        } catch (InvalidPathException e) {
            throw keys.wrong(key, expected);
        }
    }

    Path directory() {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    String url() {
        return "jdbc:h2:file:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=%d".formatted(file, cacheBytes / 1024);
    }
}
