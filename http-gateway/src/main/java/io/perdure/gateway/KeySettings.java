package io.perdure.gateway;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads the access keys: {@code perdure.http.keys}, and {@code key} or {@code key-file} for the one that may do everything.
 * What is wrong is said without the key.
 */
final class KeySettings {
    private static final String PATH = "perdure.http.";
    private static final int MAX_FILE = 4096;
    /** What fits into a header and a query alike; shorter ones can be guessed. */
    private static final Pattern KEY = Pattern.compile("[!-~]{16,256}");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    private final List<Keys.Key> keys = new ArrayList<>();
    private final HashSet<String> names = new HashSet<>();

    private KeySettings() {}

    /** @throws IllegalArgumentException naming the setting, where it was set, and what is allowed */
    static Keys of(Config config) {
        var settings = new KeySettings();
        Config http = config.getConfig("perdure.http");
        settings.only(http);
        for (Config key : http.getConfigList("keys")) {
            settings.add(key);
        }
        return new Keys(settings.keys);
    }

    /** The configuration without any key, for whoever has no business with them; Akka may log all of its own. */
    static Config removed(Config config) {
        return config.withoutPath(PATH + "keys")
                .withoutPath(PATH + "key")
                .withoutPath(PATH + "key-file")
                .withoutPath(TlsSettings.PASSWORD);
    }

    private void only(Config http) {
        String key = http.getString("key");
        String file = http.getString("key-file");
        if (!key.isBlank() && !file.isBlank()) {
            throw wrong(http.getValue("key-file").origin(), "key-file", "either key or key-file, not both");
        }
        if (!key.isBlank()) {
            add("default", Access.ADMIN, key.trim(), "key", http.getValue("key").origin());
        } else if (!file.isBlank()) {
            var origin = http.getValue("key-file").origin();
            add("default", Access.ADMIN, content(file, "key-file", origin), "key-file", origin);
        }
    }

    private void add(Config one) {
        ConfigOrigin origin = one.origin();
        String name = text(one, "name", origin);
        if (!NAME.matcher(name).matches()) {
            throw wrong(origin, "keys", "a name of 1 to 64 letters, digits, '.', '_', '@' and '-'");
        }
        String where = "keys (\"" + name + "\")";
        if (one.hasPath("key") == one.hasPath("file")) {
            throw wrong(origin, where, "either a key or a file that has it");
        }
        String key = one.hasPath("key") ? one.getString("key").trim() : content(one.getString("file"), where, origin);
        add(name, role(text(one, "role", origin), where, origin), key, where, origin);
    }

    private void add(String name, Access access, String key, String where, ConfigOrigin origin) {
        if (!names.add(name)) {
            throw wrong(origin, where, "another name: this one has a key already");
        }
        if (!KEY.matcher(key).matches()) {
            throw wrong(
                    origin,
                    where,
                    "a key of 16 to 256 visible ASCII characters, such as `openssl rand -hex 32` prints; this one has "
                            + key.length());
        }
        keys.add(new Keys.Key(name, access, key));
    }

    private static Access role(String role, String where, ConfigOrigin origin) {
        for (Access access : List.of(Access.READ, Access.OPERATE, Access.ADMIN)) {
            if (access.name().equalsIgnoreCase(role)) {
                return access;
            }
        }
        throw wrong(origin, where, "a role of read, operate or admin, not " + role.toLowerCase(Locale.ROOT));
    }

    private static String text(Config one, String part, ConfigOrigin origin) {
        try {
            return one.getString(part);
        } catch (ConfigException missing) {
            throw wrong(origin, "keys", "for each key { name = …, role = …, key = … or file = … }; no " + part);
        }
    }

    private static String content(String file, String where, ConfigOrigin origin) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_FILE) {
                throw wrong(origin, where, "a file with nothing but a key, not " + file);
            }
            return Files.readString(path).strip();
        } catch (IOException | RuntimeException unreadable) {
            if (unreadable instanceof IllegalArgumentException ours
                    && ours.getMessage() != null
                    && ours.getMessage().startsWith(PATH)) {
                throw ours;
            }
            throw wrong(origin, where, "a readable file; %s is none (%s)".formatted(file, unreadable));
        }
    }

    private static IllegalArgumentException wrong(ConfigOrigin origin, String key, String expected) {
        return new IllegalArgumentException(
                "%s%s: (expected: %s); set by %s.".formatted(PATH, key, expected, origin.description()));
    }
}
