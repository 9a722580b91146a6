package io.perdure.benchmarks;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/** One run of load on a target. Crosses to an embedded target as JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "load")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Load.Adds.class, name = "adds"),
    @JsonSubTypes.Type(value = Load.Runs.class, name = "runs"),
    @JsonSubTypes.Type(value = Load.SteadyCalls.class, name = "steady-calls"),
    @JsonSubTypes.Type(value = Load.StartSleepers.class, name = "start-sleepers"),
    @JsonSubTypes.Type(value = Load.Lateness.class, name = "lateness"),
    @JsonSubTypes.Type(value = Load.StartWaiters.class, name = "start-waiters"),
    @JsonSubTypes.Type(value = Load.StatusReads.class, name = "status-reads")
})
sealed interface Load {
    /** What a load without a clock of its own may take. */
    long PATIENCE_MILLIS = Duration.ofMinutes(2).toMillis();

    /** Load before the clock starts, so that start-up does not count. */
    long rampMillis();

    /** Load under the clock; 0 for a mere warm-up. */
    long measureMillis();

    default long totalMillis() {
        return rampMillis() + measureMillis();
    }

    /** How an add is sent. */
    enum Operation {
        /** Answered with the new sum. */
        CALL,
        /** Answered once it is durable; applied some time later. */
        SIGNAL
    }

    /**
     * A closed loop of adds: each client sends its next request when it has the answer to its last.
     *
     * @param keys how many entities the adds are spread over, evenly and at random; 1 for a hot key
     */
    record Adds(Operation operation, int clients, int keys, long rampMillis, long measureMillis) implements Load {}

    /** A closed loop of orchestrations: each client starts its next when it has the output of its last. */
    record Runs(Program program, int clients, long rampMillis, long measureMillis) implements Load {}

    /**
     * Calls of one client at fixed times, to random keys. Their latency counts from the time at which they were due, so
     * that what waits behind a slow one counts as slow, too.
     */
    record SteadyCalls(int perSecond, int keys, long rampMillis, long measureMillis) implements Load {}

    /** Starts a number of {@link Sleeper}s, as fast as the clients get answers. */
    record StartSleepers(int count, int seconds, int clients) implements Load {
        @Override
        public long rampMillis() {
            return 0;
        }

        @Override
        public long measureMillis() {
            return PATIENCE_MILLIS;
        }
    }

    /** Starts so many {@link Waiter}s, once in the life of a database, and sees that all of them run. */
    record StartWaiters(int count, int clients) implements Load {
        @Override
        public long rampMillis() {
            return 0;
        }

        @Override
        public long measureMillis() {
            return PATIENCE_MILLIS;
        }
    }

    /** A closed loop of reads of the status of a random one of the waiters, which are there already. */
    record StatusReads(int clients, int waiters, long rampMillis, long measureMillis) implements Load {}

    /**
     * No load: reads how late each sleeper woke, and waits for those that have not.
     *
     * @param sinceMillis not after the start of the first, in Unix time
     * @param started how many there must be
     */
    record Lateness(long sinceMillis, int started) implements Load {
        @Override
        public long rampMillis() {
            return 0;
        }

        @Override
        public long measureMillis() {
            return PATIENCE_MILLIS;
        }
    }
}
