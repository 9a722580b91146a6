package io.perdure.orchestrations.internal;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The times of a cron expression. The library is asked for local times alone, where no clock is ever put forward or back: what
 * it makes of such a night depends on when it is asked. What becomes of them there is decided here, see {@link
 * io.perdure.orchestrations.Schedule#cron}.
 */
public final class CronTicks implements Ticks {
    private static final int MAX_LENGTH = 200;
    private static final int UNIX_FIELDS = 5;
    private static final int NCRONTAB_FIELDS = 6;
    /** From one 29 February to the next are up to 8 years, with two changes of the clock in each. */
    private static final int MOST_TRANSITIONS = 100;

    private static final CronDefinition UNIX = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
    private static final CronDefinition NCRONTAB = ncrontab();

    private final ExecutionTime times;
    private final ZoneId zone;
    private final boolean everyHour;

    CronTicks(String expression, ZoneId zone) {
        String[] fields = expression.split(" ", -1);
        this.times = ExecutionTime.forCron(parse(expression, fields.length));
        this.zone = zone;
        this.everyHour = fields[fields.length - 4].equals("*");
    }

    /**
     * The expression with one space between its fields.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static String checked(String expression) {
        String text = expression.strip().replaceAll("\\s+", " ");
        int fields = text.isEmpty() ? 0 : text.split(" ", -1).length;
        if (text.length() > MAX_LENGTH || (fields != UNIX_FIELDS && fields != NCRONTAB_FIELDS)) {
            throw wrong(text, "5 fields, or 6 with seconds; it has " + fields, null);
        }
        if (text.indexOf('|') >= 0) {
            throw wrong(text, "one expression, without '|'", null);
        }
        try {
            if (ExecutionTime.forCron(parse(text, fields))
                    .nextExecution(LocalDateTime.of(2000, 1, 1, 0, 0).atZone(ZoneOffset.UTC))
                    .isEmpty()) {
                throw wrong(text, "a time that comes", null);
            }
        } catch (IllegalArgumentException malformed) {
            String message = String.valueOf(malformed.getMessage());
            throw message.startsWith("Cron expression \"") ? malformed : wrong(text, message, malformed);
        }
        return text;
    }

    private static IllegalArgumentException wrong(String text, String expected, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "Cron expression \"%.200s\" (%s: %s).".formatted(text, cause == null ? "expected" : "wrong", expected),
                cause);
    }

    private static Cron parse(String expression, int fields) {
        return new CronParser(fields == UNIX_FIELDS ? UNIX : NCRONTAB)
                .parse(expression)
                .validate();
    }

    @Override
    public Optional<Instant> next(Instant after) {
        ZoneOffsetTransition begin = zone.getRules().previousTransition(after.plusNanos(1));
        Instant from = after;
        for (int i = 0; i < MOST_TRANSITIONS; i++) {
            ZoneOffset offset = begin == null ? zone.getRules().getOffset(from) : begin.getOffsetAfter();
            Instant before = i == 0 ? after : from.minusNanos(1);
            Optional<Instant> tick = earlier(plain(before, begin, offset), leftOut(before, begin));
            ZoneOffsetTransition end = zone.getRules().nextTransition(from);
            if (end == null || tick.filter(end.getInstant()::isAfter).isPresent()) {
                return tick;
            }
            begin = end;
            from = end.getInstant();
        }
        return Optional.empty();
    }

    /** Between two changes of the clock, of which {@code begin} is the first. */
    private Optional<Instant> plain(Instant from, @Nullable ZoneOffsetTransition begin, ZoneOffset offset) {
        LocalDateTime after = LocalDateTime.ofInstant(from, offset);
        if (begin != null && begin.isOverlap() && !everyHour && after.isBefore(begin.getDateTimeBefore())) {
            after = begin.getDateTimeBefore().minusNanos(1); // what was there before the change is over
        }
        return next(after).map(local -> local.toInstant(offset));
    }

    /** The times that a change of the clock has left out, read as if it had not been changed. */
    private Optional<Instant> leftOut(Instant from, @Nullable ZoneOffsetTransition begin) {
        if (begin == null || !begin.isGap()) {
            return Optional.empty();
        }
        LocalDateTime after = LocalDateTime.ofInstant(from, begin.getOffsetBefore());
        return (after.isBefore(begin.getDateTimeAfter()) ? next(after) : Optional.<LocalDateTime>empty())
                .filter(local -> local.isBefore(begin.getDateTimeAfter()))
                .map(local -> local.toInstant(begin.getOffsetBefore()));
    }

    private Optional<LocalDateTime> next(LocalDateTime after) {
        return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(next -> next.toLocalDateTime());
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || other.filter(one.get()::isAfter).isPresent() ? other : one;
    }

    private static CronDefinition ncrontab() {
        return CronDefinitionBuilder.defineCron()
                .withSeconds()
                .withValidRange(0, 59)
                .and()
                .withMinutes()
                .withValidRange(0, 59)
                .and()
                .withHours()
                .withValidRange(0, 23)
                .and()
                .withDayOfMonth()
                .withValidRange(1, 31)
                .and()
                .withMonth()
                .withValidRange(1, 12)
                .and()
                .withDayOfWeek()
                .withValidRange(0, 7)
                .withMondayDoWValue(1)
                .withIntMapping(7, 0)
                .and()
                .matchDayOfWeekAndDayOfMonth()
                .instance();
    }
}
