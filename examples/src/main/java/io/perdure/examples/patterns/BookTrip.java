package io.perdure.examples.patterns;

import io.perdure.orchestrations.Activity;
import io.perdure.orchestrations.ActivityContext;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.Orchestrator;
import io.perdure.orchestrations.RetryPolicy;
import io.perdure.orchestrations.TaskFailedException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compensation, also called a saga: when the second booking fails for good, the first is undone. Plain {@code try} and
 * {@code catch}. The pauses between attempts are 1 and 2 minutes.
 */
final class BookTrip implements Orchestrator<BookTrip.Trip, String> {
    private static final RetryPolicy PATIENTLY =
            RetryPolicy.attempts(3).firstDelay(Duration.ofMinutes(1)).backoff(2.0);
    private static final Logger LOG = LoggerFactory.getLogger(BookTrip.class);

    /** Who goes where. */
    record Trip(String traveller, String city) {}

    @Override
    public String run(OrchestrationContext context, Trip trip) {
        String hotel = context.callActivity(BookHotel.class, trip).await();
        try {
            String flight =
                    context.callActivity(BookFlight.class, trip, PATIENTLY).await();
            return "Booked " + hotel + " and " + flight;
        } catch (TaskFailedException failure) {
            context.callActivity(CancelHotel.class, hotel).await();
            return "Cancelled: " + failure.details().errorMessage();
        }
    }

    static final class BookHotel implements Activity<Trip, String> {
        @Override
        public String run(ActivityContext context, Trip trip) {
            return "a hotel in " + trip.city();
        }
    }

    /** There is no airport on the moon. */
    static final class BookFlight implements Activity<Trip, String> {
        @Override
        public String run(ActivityContext context, Trip trip) {
            if (trip.city().equals("Moon")) {
                throw new IllegalStateException("No flight to the Moon.");
            }
            return "a flight for " + trip.traveller();
        }
    }

    static final class CancelHotel implements Activity<String, Boolean> {
        @Override
        public Boolean run(ActivityContext context, String hotel) {
            LOG.info("Cancelled {}", hotel);
            return true;
        }
    }
}
