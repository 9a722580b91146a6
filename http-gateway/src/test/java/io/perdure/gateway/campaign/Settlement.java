package io.perdure.gateway.campaign;

import io.perdure.gateway.campaign.Bank.Moved;
import io.perdure.gateway.campaign.Doors.Reply;
import io.perdure.gateway.campaign.Violation.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The end of a run: no fault strikes any more, and clients start nothing new. It looks again and again until nothing is
 * wrong, or the time for recovery is over: what was doubtful may take effect while it looks.
 */
final class Settlement {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    /** So that what is late is seen to be. */
    private static final Duration BEYOND = Duration.ofSeconds(2);

    private final Doors doors;
    private final int doorCount;
    private final Records records;
    private final Instances instances;
    private final List<String> keys;
    private final List<String> purses;
    private final long begin;
    private final Instant quiet;
    private final Map<String, Trace> traces = new HashMap<>();
    private boolean probed;

    Settlement(
            Doors doors,
            int doorCount,
            Records records,
            List<String> keys,
            List<String> purses,
            long begin,
            Instant quiet) {
        this.doors = doors;
        this.doorCount = doorCount;
        this.records = records;
        this.instances = new Instances(doors, records);
        this.keys = keys;
        this.purses = purses;
        this.begin = begin;
        this.quiet = quiet;
    }

    /** Empty once nothing is wrong any more; else what is wrong when the time is over. */
    List<Violation> settle() {
        Instant end = lastDue().plus(Checker.RECOVERY).plus(BEYOND);
        List<Violation> violations = look();
        while (!violations.isEmpty() && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            violations = look();
        }
        return violations;
    }

    /** What is wrong, or not yet right. */
    List<Violation> look() {
        try {
            if (!probed) {
                probe();
            }
            return Checker.violations(evidence());
        } catch (Unserved unserved) {
            return List.of(new Violation(Rule.STUCK, "not served: " + unserved.getMessage()));
        }
    }

    private Instant lastDue() {
        return records.launches.stream()
                .map(Launched::due)
                .filter(quiet::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(quiet);
    }

    /** Something that must be answered was not. */
    private static final class Unserved extends Exception {
        private static final long serialVersionUID = 1L;

        Unserved(String what) {
            super(what);
        }
    }

    /** Ledgers take entries through every door; once is enough, as each makes new messages between entities. */
    private void probe() throws Unserved {
        for (String key : keys) {
            String client = "probe-" + records.attempts.size();
            var probe = new LedgerClient(
                    client, doors, records, List.of("Ledger/" + key, "Forwarder/" + key), new SplittableRandom());
            for (int i = 0; i < 2 * doorCount; i++) {
                if (!probe.step()) {
                    throw new Unserved("ledgers of " + key);
                }
            }
        }
        probed = true;
    }

    private Evidence evidence() throws Unserved {
        for (Launched launch : records.launches) {
            if (!records.ended.contains(launch.id())) {
                lookAt(launch);
            }
        }
        for (String id : records.ended) {
            if (!traces.containsKey(id)) {
                traces.put(
                        id,
                        Traces.of(
                                id,
                                served("instances/" + id + "?showHistory=true").json()));
            }
        }
        Map<String, List<String>> ledgers = new HashMap<>();
        var deliveries = new ArrayList<Delivery>();
        for (String key : keys) {
            var sent = LedgerClient.entries(served("entities/Forwarder/" + key));
            var arrived = LedgerClient.entries(served("entities/Ledger/from-" + key));
            deliveries.add(new Delivery(key, sent, arrived));
            ledgers.put("Forwarder/" + key, sent);
            ledgers.put("Ledger/" + key, LedgerClient.entries(served("entities/Ledger/" + key)));
        }
        for (String flooded :
                records.attempts.stream().map(Operation::key).distinct().toList()) {
            if (!ledgers.containsKey(flooded)) {
                ledgers.put(flooded, LedgerClient.entries(served("entities/" + flooded)));
            }
        }
        Set<String> locked = new HashSet<>();
        Bank bank = bank(locked);
        return new Evidence(
                List.copyOf(records.attempts),
                ledgers,
                deliveries,
                List.copyOf(records.launches),
                List.copyOf(records.sightings),
                List.copyOf(traces.values()),
                bank,
                locked,
                doors.wrongAnswers(),
                quiet);
    }

    private void lookAt(Launched launch) throws Unserved {
        Integer answer = records.questions.get(launch.id());
        if (answer != null && !instances.answer(launch.id(), answer)) {
            throw new Unserved("event to " + launch);
        }
        if (!instances.look(launch.id())) {
            throw new Unserved(launch.toString());
        }
    }

    /** A locked purse does not answer. */
    private Bank bank(Set<String> locked) {
        Map<String, Long> balances = new TreeMap<>();
        for (String purse : purses) {
            Reply reply = doors.send("entities/Purse/" + purse + "/call?op=balance", "", null);
            if (reply.status() == 200) {
                balances.put(purse, reply.json().asLong());
            } else {
                locked.add(purse + ": " + reply);
            }
        }
        var moved = records.sightings.stream()
                .filter(seen -> seen.isEnd() && seen.output().equals("true"))
                .map(Sighting::id)
                .distinct()
                .map(records.transfers::get)
                .toList();
        return new Bank(begin, balances, List.<Moved>copyOf(moved));
    }

    private Reply served(String path) throws Unserved {
        Reply reply = doors.get(path);
        if (reply.outcome() != Outcome.ACKNOWLEDGED) {
            throw new Unserved(path + ": " + reply);
        }
        return reply;
    }
}
