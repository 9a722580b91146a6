package io.perdure.orchestrations.internal;

import io.perdure.settings.SettingsReader;
import java.util.List;
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

    private static final String AUTO = "auto";

    /** Reads the section {@code perdure.orchestrations.version}. */
    static Versions read(SettingsReader version) {
        String current = version.text("current");
        String match = version.choice("match", List.of(AUTO, "none", "strict", "current-or-older"));
        String mismatch = version.choice("on-mismatch", List.of("reject", "fail"));
        if (match.equals(AUTO)) {
            match = current.isEmpty() ? "none" : "current-or-older";
        }
        return new Versions(current, Match.valueOf(constant(match)), OnMismatch.valueOf(constant(mismatch)));
    }

    private static String constant(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
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
