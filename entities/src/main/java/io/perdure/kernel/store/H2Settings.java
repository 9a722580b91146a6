package io.perdure.kernel.store;

import io.perdure.settings.SettingsReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code perdure.data} and {@code perdure.h2}; the keys are explained in {@code reference.conf}. */
record H2Settings(Path file, Durability durability, long cacheBytes) {

    enum Durability {
        POWER,
        PROCESS
    }

    private static final List<String> DURABILITIES = List.of("power", "process");
    private static final long MOST_CACHE = 1L << 40;

    static H2Settings from(SettingsReader perdure) {
        SettingsReader h2 = perdure.section("h2");
        Path file = h2.text("file").isEmpty() ? path(perdure, "data").resolve("perdure") : path(h2, "file");
        return new H2Settings(
                file.toAbsolutePath().normalize(),
                Durability.valueOf(h2.choice("durability", DURABILITIES).toUpperCase(Locale.ROOT)),
                h2.bytes("cache-size", 1024 * 1024, MOST_CACHE));
    }

    private static Path path(SettingsReader section, String key) {
        return Path.of(section.text(key, H2Settings::isPath, "a path without ';'"));
    }

    /** H2 takes what follows a semicolon in its URL for a setting. */
    private static boolean isPath(String text) {
        try {
            return text.indexOf(';') < 0 && !text.isBlank() && Path.of(text) != null;
        } catch (InvalidPathException none) {
            return false;
        }
    }

    Path directory() {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    /**
     * H2 keeps what it has replaced for RETENTION_TIME before it writes over it. Its default of 45 s is made for disks that
     * are never forced, and each of our commits replaces many pages: the file grew to 2 GB in 80 s around 6 MB of contents.
     * With 1 s it stayed near 100 MB at the same load.
     *
     * <p>No trace file: whatever goes wrong is thrown, and a process that is refused must not leave anything in the
     * directory of another.
     */
    String url() {
        return "jdbc:h2:file:%s;WRITE_DELAY=0;RETENTION_TIME=1000;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;CACHE_SIZE=%d"
                .formatted(file, cacheBytes / 1024);
    }
}
