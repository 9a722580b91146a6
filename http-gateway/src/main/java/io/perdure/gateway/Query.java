package io.perdure.gateway;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a request: names in any case, blank values absent, the first that is not blank wins (H-2, H-8). */
final class Query {
    private static final Query NONE = new Query(List.of());
    /** Longer texts are no number of seconds; the limit keeps exponents such as 1e999999999 away from the parser. */
    private static final int MAX_NUMBER = 18;

    /** Names and values by turns. */
    private final List<String> parts;

    private Query(List<String> parts) {
        this.parts = parts;
    }

    /** @throws Refusal when an escape is malformed, even in a parameter that nobody reads */
    static Query parse(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return NONE;
        }
        var parts = new ArrayList<String>(8);
        for (int from = 0; from <= raw.length(); ) {
            int end = raw.indexOf('&', from);
            end = end < 0 ? raw.length() : end;
            if (end > from) {
                int equals = raw.indexOf('=', from);
                int nameEnd = equals < 0 || equals > end ? end : equals;
                parts.add(Percent.decodeQuery(raw.substring(from, nameEnd)));
                parts.add(nameEnd == end ? "" : Percent.decodeQuery(raw.substring(nameEnd + 1, end)));
            }
            from = end + 1;
        }
        return new Query(parts);
    }

    /**
     * Whether a text is this ASCII word in any case. Not {@code equalsIgnoreCase}, to which {@code ſ} is an s and {@code ı} an
     * i: a proxy that guards paths would let through what is a guarded path here.
     */
    static boolean isSame(String text, String word) {
        if (!text.equalsIgnoreCase(word)) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    @Nullable
    String text(String name) {
        for (int i = 0; i < parts.size(); i += 2) {
            if (isSame(parts.get(i), name) && !parts.get(i + 1).isBlank()) {
                return parts.get(i + 1);
            }
        }
        return null;
    }

    /** The items of all values of that name, each of which may be a list with commas (H-11); in order, none blank. */
    List<String> items(String name) {
        var items = new ArrayList<String>();
        for (int i = 0; i < parts.size(); i += 2) {
            if (isSame(parts.get(i), name)) {
                for (String item : parts.get(i + 1).split(",", -1)) {
                    if (!item.isBlank()) {
                        items.add(item.trim());
                    }
                }
            }
        }
        return items;
    }

    /** {@code true} and {@code false} in any case; all else, and nothing, is the default (H-10). */
    boolean flag(String name, boolean otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        String word = text.trim();
        return otherwise ? !word.equalsIgnoreCase("false") : word.equalsIgnoreCase("true");
    }

    /** {@code true} in any case is true; all else, and nothing, is false (H-10). */
    boolean flag(String name) {
        return flag(name, false);
    }

    /** A positive number; what is none, or absent, gives the default; never above {@code most} (H-10). */
    int count(String name, int otherwise, int most) {
        String text = text(name);
        if (text == null || text.length() > MAX_NUMBER) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.trim());
            return number < 1 ? otherwise : (int) Math.min(number, most);
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    /**
     * Decimal seconds, at most {@code most}; unparsable counts as absent (H-10).
     *
     * @throws Refusal when not above zero: no time to wait is no wish to wait for ever
     */
    @Nullable
    Duration seconds(String name, Duration most) {
        String text = text(name);
        if (text == null || text.length() > MAX_NUMBER) {
            return null;
        }
        try {
            var seconds = new BigDecimal(text.trim());
            if (seconds.signum() <= 0) {
                throw Refusal.badRequest("Query parameter %s: %s (expected: seconds above 0).".formatted(name, text));
            }
            if (seconds.compareTo(BigDecimal.valueOf(most.toMillis(), 3)) >= 0) {
                return most;
            }
            // At least 1 ms: the number is positive, and a duration of zero would be refused further in.
            return Duration.ofMillis(
                    Math.max(1, seconds.movePointRight(3).max(BigDecimal.ONE).longValue()));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /**
     * An ISO-8601 date where a misspelt one must not count as none.
     *
     * @throws Refusal when it is no date
     */
    @Nullable
    Instant exactDate(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        Instant date = Dates.parse(text);
        if (date == null) {
            throw Refusal.badRequest(
                    "Query parameter %s: \"%.80s\" (expected: an ISO-8601 date in the years 1 to 9999)."
                            .formatted(name, text));
        }
        return date;
    }

    /** An ISO-8601 date; unparsable counts as absent (H-10). */
    @Nullable
    Instant date(String name) {
        String text = text(name);
        return text == null ? null : Dates.parse(text);
    }
}
