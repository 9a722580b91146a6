package io.perdure.settings;

/** A setting that is wrong for what it names, such as a file. {@link SettingsReader#wrong(WrongSetting)} collects it. */
public final class WrongSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String value;
    private final String expected;

    /**
     * @param key from {@code perdure} on
     * @param value as it may be shown
     */
    public WrongSetting(String key, String value, String expected) {
        super("%s: %s (expected: %s).".formatted(key, value, expected));
        this.key = key;
        this.value = value;
        this.expected = expected;
    }

    String key() {
        return key;
    }

    String value() {
        return value;
    }

    String expected() {
        return expected;
    }
}
