package io.perdure.orchestrations.internal;

import com.typesafe.config.Config;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which instances this node runs, by their version (O-153 … O-156).
 *
 * @param own the version of this node's code; empty for none
 */
public record Versions(String own, Match match, OnMismatch onMismatch) {

    enum Match {
        NONE,
        STRICT,
        CURRENT_OR_OLDER
    }

    enum OnMismatch {
        REJECT,
        FAIL
    }

    private static final Pattern DOTTED = Pattern.compile("\\d{1,9}(\\.\\d{1,9})*");

    static Versions of(Config own) {
        Config version = own.getConfig("version");
        String current = version.getString("current");
        String match = version.getString("match").toLowerCase(Locale.ROOT);
        String mismatch = version.getString("on-mismatch").toLowerCase(Locale.ROOT);
        return new Versions(
                current,
                switch (match) {
                    case "auto" -> current.isEmpty() ? Match.NONE : Match.CURRENT_OR_OLDER;
                    case "none" -> Match.NONE;
                    case "strict" -> Match.STRICT;
                    case "current-or-older" -> Match.CURRENT_OR_OLDER;
                    default -> throw wrong("match", match, "auto, none, strict or current-or-older");
                },
                switch (mismatch) {
                    case "reject" -> OnMismatch.REJECT;
                    case "fail" -> OnMismatch.FAIL;
                    default -> throw wrong("on-mismatch", mismatch, "reject or fail");
                });
    }

    private static IllegalArgumentException wrong(String key, String value, String expected) {
        return new IllegalArgumentException(
                "perdure.orchestrations.version.%s: %s (expected: %s).".formatted(key, value, expected));
    }

    boolean matches(String instance) {
        return match == Match.NONE
                || (match == Match.STRICT ? compare(instance, own) == 0 : compare(instance, own) <= 0);
    }

    boolean failsOnMismatch() {
        return onMismatch == OnMismatch.FAIL;
    }

    /** None before any; dotted numbers part by part, missing parts being 0; otherwise text in any case (O-155). */
    static int compare(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(!one.isEmpty(), !other.isEmpty());
        }
        if (!DOTTED.matcher(one).matches() || !DOTTED.matcher(other).matches()) {
            return one.compareToIgnoreCase(other);
        }
        String[] a = one.split("\\.", -1);
        String[] b = other.split("\\.", -1);
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            int order = Integer.compare(part(a, i), part(b, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int part(String[] parts, int i) {
        return i < parts.length ? Integer.parseInt(parts[i]) : 0;
    }
}
