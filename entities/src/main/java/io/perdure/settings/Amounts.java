package io.perdure.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Amounts as they can stand in a configuration file. */
public final class Amounts {
    private static final Map<String, Duration> TIMES = times();
    private static final String[] SIZES = {"GiB", "MiB", "KiB"};
    private static final long KIB = 1024;

    private Amounts() {}

    /** Such as {@code 30 seconds}, in the largest unit that needs no fraction. */
    public static String text(Duration duration) {
        for (Map.Entry<String, Duration> unit : TIMES.entrySet()) {
            long count = duration.dividedBy(unit.getValue());
            if (count != 0 && unit.getValue().multipliedBy(count).equals(duration)) {
                return count + " " + unit.getKey()
                        + (count == 1 || unit.getKey().equals("ms") ? "" : "s");
            }
        }
        return duration.isZero() ? "0" : duration.toString();
    }

    /** Such as {@code 64 KiB}, in the largest unit that needs no fraction. */
    static String size(long bytes) {
        long unit = KIB * KIB * KIB;
        for (String name : SIZES) {
            if (bytes != 0 && bytes % unit == 0) {
                return bytes / unit + " " + name;
            }
            unit /= KIB;
        }
        return bytes + " B";
    }

    private static Map<String, Duration> times() {
        var times = new LinkedHashMap<String, Duration>();
        times.put("day", Duration.ofDays(1));
        times.put("hour", Duration.ofHours(1));
        times.put("minute", Duration.ofMinutes(1));
        times.put("second", Duration.ofSeconds(1));
        times.put("ms", Duration.ofMillis(1));
        return times;
    }
}
