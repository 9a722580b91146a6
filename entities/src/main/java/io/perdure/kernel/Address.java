package io.perdure.kernel;

/**
 * Where a durable thing lives: its kind (which logic), its name and its key. The text form
 * {@code kind@name@key} is also its persistence id within a task hub and its sharding id.
 *
 * @param kind the logic that serves it, such as {@code entity}; never empty, no {@code @}
 * @param name the type within the kind; may be empty, no {@code @}
 * @param key the instance; may be empty, may contain {@code @}
 */
public record Address(String kind, String name, String key) implements Comparable<Address> {

    /** How many slices the address space has. Fixed for ever: every row in every store carries its slice. */
    public static final int SLICES = 1024;

    /**
     * Longest kind, name and key together, as UTF-8. With hub and separators this stays below 1,000 characters, the
     * width of the stores' columns, for plain text, and below 2,704 bytes, what PostgreSQL can index, for any text.
     */
    public static final int MAX_BYTES = 2_000;

    public Address {
        if (kind.isEmpty() || kind.indexOf('@') >= 0 || name.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "Address kind '%s', name '%s' (expected: kind not empty, no '@' in either)".formatted(kind, name));
        }
        int bytes = utf8Length(kind) + utf8Length(name) + utf8Length(key);
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "Address of kind '%s', name '%.40s', key '%.40s…' has %d bytes (expected: at most %d)."
                            .formatted(kind, name, key, bytes, MAX_BYTES));
        }
        if (name.indexOf(0) >= 0 || key.indexOf(0) >= 0) {
            throw new IllegalArgumentException(
                    "Address name or key with U+0000 (expected: none; stores cannot hold it).");
        }
    }

    private static int utf8Length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return bytes;
    }

    /** The inverse of {@link #text()}. */
    public static Address parse(String text) {
        int first = text.indexOf('@');
        int second = text.indexOf('@', first + 1);
        if (first <= 0 || second < 0) {
            throw new IllegalArgumentException("Address: \"%s\" (expected: kind@name@key)".formatted(text));
        }
        return new Address(text.substring(0, first), text.substring(first + 1, second), text.substring(second + 1));
    }

    public String text() {
        return kind + '@' + name + '@' + key;
    }

    /** The slice of this address, {@code 0 … SLICES-1}: stable across JVMs, versions and nodes. */
    public int slice() {
        return Math.floorMod(text().hashCode(), SLICES);
    }

    /** By kind, then name, then key, each by code unit (E-7). */
    @Override
    public int compareTo(Address other) {
        int byKind = kind.compareTo(other.kind);
        if (byKind != 0) {
            return byKind;
        }
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : key.compareTo(other.key);
    }

    @Override
    public String toString() {
        return text();
    }
}
