package io.perdure.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Reads settings of one section. What is wrong is noted, with its value, where it was set and what is allowed, and the
 * default of {@code reference.conf} goes on in its place, so that everything else is looked at, too. Not thread-safe.
 */
public final class SettingsReader {
    private static final String ROOT = "perdure";

    private static final long MOST_IN_ARRAY = 1L << 30;

    /** What Akka's timers take (248 days), with room for what is added to it. */
    private static final Duration LONGEST_TIMER = Duration.ofDays(100);

    private final Config all;
    private final String section;
    private final Problems problems;

    private SettingsReader(Config all, String section, Problems problems) {
        this.all = all;
        this.section = section;
        this.problems = problems;
    }

    /** Of the section {@code perdure}, given a configuration that has it. */
    public static SettingsReader ofAll(Config all, Problems problems) {
        return new SettingsReader(all, ROOT, problems);
    }

    /** Of the section {@code perdure} itself, with problems of its own. */
    public static SettingsReader ofPerdure(Config perdure) {
        return ofAll(perdure.atPath(ROOT), new Problems());
    }

    /** Of a section in this one; its problems are collected with those of this one. */
    public SettingsReader section(String name) {
        return new SettingsReader(all, path(name), problems);
    }

    /** Of the same section, with problems of its own: for values that somebody else checks. */
    public SettingsReader apart() {
        return new SettingsReader(all, section, new Problems());
    }

    public Problems problems() {
        return problems;
    }

    /** The key with all sections that it is in. */
    public String path(String key) {
        return section + '.' + key;
    }

    /** A whole number. */
    public int number(String key, int least, int most) {
        return read(key, SettingsReader::whole, n -> n >= least && n <= most, counts(least, most));
    }

    /** A whole number, or {@code automatic} for {@code auto}. */
    public int numberOrAuto(String key, int least, int most, int automatic) {
        return read(
                key,
                (config, path) -> "auto".equals(config.getAnyRef(path)) ? automatic : whole(config, path),
                n -> n >= least && n <= most,
                "auto, or " + counts(least, most));
    }

    /** A size in bytes. */
    public long bytes(String key, long least, long most) {
        String expected = "a size such as \"64 KiB\", " + Amounts.size(least) + " to " + Amounts.size(most);
        return read(key, Config::getBytes, n -> n >= least && n <= most, expected);
    }

    /** A size in bytes, up to 1 GiB, what an array has room for and more. */
    public int arraySize(String key, int least) {
        return (int) bytes(key, least, MOST_IN_ARRAY);
    }

    /** A duration, up to 100 days. */
    public Duration duration(String key, Duration least) {
        return duration(key, least, LONGEST_TIMER);
    }

    public Duration duration(String key, Duration least, Duration most) {
        return read(key, Config::getDuration, d -> within(d, least, most), times(least, most));
    }

    /** A duration, or zero for never. */
    public Duration durationOrZero(String key, Duration least, Duration most) {
        return read(key, Config::getDuration, d -> d.isZero() || within(d, least, most), times(least, most) + ", or 0");
    }

    /** A duration, or zero for {@code off}. */
    public Duration durationOrOff(String key, Duration least, Duration most) {
        return read(
                key,
                (config, path) -> isOff(config.getAnyRef(path)) ? Duration.ZERO : positive(config, path),
                d -> d.isZero() || within(d, least, most),
                "off, or " + times(least, most));
    }

    public boolean flag(String key) {
        return read(key, Config::getBoolean, any -> true, "on or off");
    }

    public String text(String key) {
        return read(key, Config::getString, any -> true, "a text");
    }

    /** A text that is legal; {@code expected} says what that is, as in "a path without spaces". */
    public String text(String key, Predicate<String> legal, String expected) {
        return read(key, Config::getString, legal, expected);
    }

    /** One of these, in any case; {@code off} also as a boolean. */
    public String choice(String key, List<String> names) {
        return read(
                key,
                (config, path) -> isOff(config.getAnyRef(path))
                        ? "off"
                        : config.getString(path).toLowerCase(Locale.ROOT),
                names::contains,
                "one of " + String.join(", ", names));
    }

    /** Where a file is; empty when there is none. It is not looked at. */
    public Optional<Path> file(String key) {
        String name =
                text(key, SettingsReader::isFileName, "the name of a file").strip();
        return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
    }

    public List<String> texts(String key) {
        return texts(key, "a list of texts");
    }

    public List<String> texts(String key, String expected) {
        return read(key, Config::getStringList, any -> true, expected);
    }

    public List<? extends Config> sections(String key, String expected) {
        return this.<List<? extends Config>>read(key, Config::getConfigList, any -> true, expected);
    }

    /** What stands in a section whose keys are free, as text. */
    public Map<String, String> entries(String key) {
        Config free = read(key, Config::getConfig, any -> true, "a section");
        var entries = new TreeMap<String, String>();
        free.entrySet()
                .forEach(entry -> entries.put(
                        String.join(".", ConfigUtil.splitPath(entry.getKey())),
                        String.valueOf(entry.getValue().unwrapped())));
        return entries;
    }

    /** Notes that the value, as it was set, is wrong. */
    public void wrong(String key, String expected) {
        wrong(key, new SetValue(all, path(key)).shown(), expected);
    }

    /**
     * Notes that something is wrong with a value.
     *
     * @param value what of it may be shown
     */
    public void wrong(String key, String value, String expected) {
        note(path(key), value, expected);
    }

    /** Notes that the value of a setting is wrong that may be in another section; its key is given in full. */
    public void wrongAt(String path, String expected) {
        note(path, new SetValue(all, path).shown(), expected);
    }

    /** Notes what is wrong with what a setting names. */
    public void wrong(WrongSetting wrong) {
        note(wrong.key(), wrong.value(), wrong.expected());
    }

    private <T> T read(String key, BiFunction<Config, String, T> reader, Predicate<T> legal, String expected) {
        String path = path(key);
        try {
            T value = reader.apply(all, path);
            if (legal.test(value)) {
                return value;
            }
        } catch (ConfigException unreadable) {
            // Told below, like what is out of bounds.
        }
        SetValue culprit = new SetValue(all, path).culprit();
        note(culprit.path(), culprit.shown(), culprit.path().equals(path) ? expected : "a section");
        return reader.apply(Defaults.ALL, path);
    }

    private void note(String path, String value, String expected) {
        problems.add(
                path, "%s: %s (expected: %s); %s.".formatted(path, value, expected, new SetValue(all, path).origin()));
    }

    /** Where a value was set, as in "set by node.conf: 3". */
    public String origin(String key) {
        return new SetValue(all, path(key)).origin();
    }

    /** Config would cut a fraction off. */
    private static int whole(Config config, String path) {
        double number = config.getNumber(path).doubleValue();
        int whole = (int) number;
        if (whole != number) {
            throw new ConfigException.BadValue(path, "no whole number");
        }
        return whole;
    }

    private static Duration positive(Config config, String path) {
        Duration duration = config.getDuration(path);
        if (duration.isZero()) {
            throw new ConfigException.BadValue(path, "neither off nor a time");
        }
        return duration;
    }

    private static boolean isFileName(String text) {
        try {
            return Path.of(text.strip()) != null;
        } catch (InvalidPathException none) {
            return false;
        }
    }

    private static boolean within(Duration duration, Duration least, Duration most) {
        return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }

    /** HOCON reads an unquoted off as text, a system property as it likes. */
    private static boolean isOff(Object value) {
        return value.equals("off") || value.equals(false) || value.equals("false");
    }

    private static String counts(int least, int most) {
        return most == Integer.MAX_VALUE
                ? "a whole number, %d or more".formatted(least)
                : "a whole number, %d to %d".formatted(least, most);
    }

    private static String times(Duration least, Duration most) {
        return "a duration such as \"5 seconds\", %s to %s".formatted(Amounts.text(least), Amounts.text(most));
    }

    /** What stands in the modules' {@code reference.conf}; read when it is first needed. */
    private static final class Defaults {
        /** Not defaultReference(): system properties would be in it, and may be what is wrong. */
        private static final Config ALL = ConfigFactory.defaultReferenceUnresolved(
                        SettingsReader.class.getClassLoader())
                .resolve();
    }
}
