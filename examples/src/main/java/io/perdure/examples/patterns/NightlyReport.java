package io.perdure.examples.patterns;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.Schedule;
import io.perdure.orchestrations.ScheduleTick;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Starts by itself every night at three, once in the whole cluster. It reports on the day before the time for which it was
 * planned, not before the present: when the nodes were down at three, it runs later, and its report is still the right one.
 */
final class NightlyReport implements Orchestrator<ScheduleTick, String> {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final Schedule EVERY_NIGHT = Schedule.cron("0 3 * * *").in(ZONE).start(NightlyReport.class);

    @Override
    public String run(OrchestrationContext context, ScheduleTick tick) {
        LocalDate day = LocalDate.ofInstant(tick.scheduledAt(), ZONE).minusDays(1);
        return context.callActivity(WriteReport.class, day).await();
    }

    /** Would write one, under a name that says of what: a second run writes the same file again. */
    static final class WriteReport implements Activity<LocalDate, String> {
        @Override
        public String run(ActivityContext context, LocalDate day) {
            return "report-" + day + ".pdf";
        }
    }
}
