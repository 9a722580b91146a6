package io.perdure.gateway.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is known of a run once everything has come to rest.
 *
 * @param attempts on ledgers and numbers, each request by itself
 * @param ledgers the entries of each ledger in the end; a key of {@code attempts} that is not here is a number
 * @param deliveries what entities sent to each other
 * @param traces of orchestrations that have ended; of those with timers only such as let them fire
 * @param lockedInTheEnd entities that somebody holds though all orchestrations have ended
 * @param wrongAnswers such as no door may give, whatever is wrong behind it
 * @param quiet when the last fault was over
 */
record Evidence(
        List<Operation> attempts,
        Map<String, List<String>> ledgers,
        List<Delivery> deliveries,
        List<Launched> launches,
        List<Sighting> sightings,
        List<Trace> traces,
        Bank bank,
        Set<String> lockedInTheEnd,
        List<String> wrongAnswers,
        Instant quiet) {}
