package io.perdure.gateway;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Dates as HTTP callers write and read them. */
final class Dates {
    /** Years 1 to 9999: beyond them neither databases nor clients of other platforms follow. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final int DATE_LENGTH = 10;

    private Dates() {}

    /** Reads an ISO-8601 date, date-time or date-time with offset; UTC where none is given (H-10). Null when it is none. */
    static @Nullable Instant parse(String text) {
        String date = text.trim();
        if (date.length() > DATE_LENGTH && date.charAt(DATE_LENGTH) == ' ') {
            date = date.substring(0, DATE_LENGTH) + 'T' + date.substring(DATE_LENGTH + 1);
        }
        // A '+' that the caller did not escape has become a space; nothing else in a date is one.
        date = date.replace(' ', '+');
        try {
            Instant instant = instant(date);
            return instant.isBefore(FIRST) || instant.isAfter(LAST) ? null : instant;
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    /** UTC, to the second, and {@code Z}: the dates of a status (H-12). */
    static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** UTC with fractional seconds, six digits at most, and {@code Z} (H-12). */
    static String precise(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).toString();
    }

    private static Instant instant(String date) {
        if (date.length() == DATE_LENGTH) {
            return LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        boolean offset = date.endsWith("Z")
                || date.endsWith("z")
                || date.indexOf('+', DATE_LENGTH) > 0
                || date.indexOf('-', DATE_LENGTH) > 0;
        return offset
                ? OffsetDateTime.parse(date).toInstant()
                : LocalDateTime.parse(date).toInstant(ZoneOffset.UTC);
    }
}
