package io.perdure.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as the table shows them. */
final class Numbers {
    private Numbers() {}

    /** About three digits, thousands grouped; a dash for what was not measured. */
    static String plain(@Nullable Double value) {
        if (value == null || value.isNaN()) {
            return "–";
        }
        double size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }

    static String ratio(@Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }
}
