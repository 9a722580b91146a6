package io.perdure.gateway;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.perdure.settings.Problems;
import io.perdure.settings.SettingsReader;
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

    private final SettingsReader http;

    private KeySettings(SettingsReader http) {
        this.http = http;
    }

    /** @throws IllegalArgumentException with all that is wrong: the setting, what is allowed, where it was set */
    static Keys of(Config config) {
        var problems = new Problems();
        Keys keys = read(SettingsReader.ofAll(config, problems).section("http"));
        problems.throwIfAny();
        return keys;
    }

    /** Reads the section {@code perdure.http}. */
    static Keys read(SettingsReader http) {
        var settings = new KeySettings(http);
        settings.collect(settings::only);
        for (Config key : http.sections("keys", "a list of { name, role, key } or { name, role, file }")) {
            settings.collect(() -> settings.add(key));
        }
        return new Keys(settings.keys);
    }

    /** Those of one setting; what is wrong with it does not keep the others from being looked at. */
    private void collect(Runnable reading) {
        try {
            reading.run();
        } catch (WrongKey wrong) {
            http.problems().add(wrong.key, String.valueOf(wrong.getMessage()));
        }
    }

    /** The configuration without any key, for whoever has no business with them; Akka may log all of its own. */
    static Config removed(Config config) {
        return config.withoutPath(PATH + "keys")
                .withoutPath(PATH + "key")
                .withoutPath(PATH + "key-file")
                .withoutPath(TlsSettings.PASSWORD);
    }

    private void only() {
        String key = http.text("key");
        String file = http.text("key-file");
        if (!key.isBlank() && !file.isBlank()) {
            throw wrong(http.origin("key-file"), "key-file", "either key or key-file, not both");
        }
        if (!key.isBlank()) {
            add("default", Access.ADMIN, key.trim(), "key", http.origin("key"));
        } else if (!file.isBlank()) {
            var origin = http.origin("key-file");
            add("default", Access.ADMIN, content(file, "key-file", origin), "key-file", origin);
        }
    }

    private void add(Config one) {
        String origin = "set by " + one.origin().description();
        String name = text(one, "name", origin);
        if (!NAME.matcher(name).matches()) {
            throw wrong(origin, "keys", "a name of 1 to 64 letters, digits, '.', '_', '@' and '-'");
        }
        String where = "keys (\"" + name + "\")";
        if (one.hasPath("key") == one.hasPath("file")) {
            throw wrong(origin, where, "either a key or a file that has it");
        }
        String key = one.hasPath("key")
                ? text(one, "key", origin).trim()
                : content(text(one, "file", origin), where, origin);
        add(name, role(text(one, "role", origin), where, origin), key, where, origin);
    }

    private void add(String name, Access access, String key, String where, String origin) {
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

    private static Access role(String role, String where, String origin) {
        for (Access access : List.of(Access.READ, Access.OPERATE, Access.ADMIN)) {
            if (access.name().equalsIgnoreCase(role)) {
                return access;
            }
        }
        throw wrong(origin, where, "a role of read, operate or admin, not " + role.toLowerCase(Locale.ROOT));
    }

    private static String text(Config one, String part, String origin) {
        try {
            return one.getString(part);
        } catch (ConfigException missing) {
            throw wrong(origin, "keys", "for each key { name = …, role = …, key = … or file = … }; no " + part);
        }
    }

    private static String content(String file, String where, String origin) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_FILE) {
                throw wrong(origin, where, "a file with nothing but a key, not " + file);
            }
            return Files.readString(path).strip();
        } catch (IOException | RuntimeException unreadable) {
            if (unreadable instanceof WrongKey ours) {
                throw ours;
            }
            throw wrong(origin, where, "a readable file; %s is none (%s)".formatted(file, unreadable));
        }
    }

    private static WrongKey wrong(String origin, String key, String expected) {
        return new WrongKey(
                PATH + key.replaceFirst(" .*", ""),
                "%s%s: not shown (expected: %s); %s.".formatted(PATH, key, expected, origin));
    }

    /** What is wrong with one of them; caught here. */
    private static final class WrongKey extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final String key;

        WrongKey(String key, String message) {
            super(message);
            this.key = key;
        }
    }
}
