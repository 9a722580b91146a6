package io.perdure.gateway.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdure.gateway.campaign.Doors.Reply;
import io.perdure.gateway.node.module.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Appends to ledgers and forwarders, by calls and signals, and reads them. One thread at a time. */
final class LedgerClient implements Client {
    private final String name;
    private final Doors doors;
    private final Records records;
    private final List<String> targets;
    private final SplittableRandom random;
    private int number;

    /** @param targets such as {@code Ledger/a} */
    LedgerClient(String name, Doors doors, Records records, List<String> targets, SplittableRandom random) {
        this.name = name;
        this.doors = doors;
        this.records = records;
        this.targets = targets;
        this.random = random;
    }

    @Override
    public boolean step() {
        String target = targets.get(random.nextInt(targets.size()));
        return random.nextInt(5) == 0 ? read(target) : append(target);
    }

    /** Gives whether it was acknowledged, the first time or by a repetition. */
    boolean append(String target) {
        var entry = new Entry(name, ++number);
        String requestId = name + '-' + number;
        boolean call = random.nextBoolean();
        Outcome outcome = attempt(target, entry, requestId, call);
        return outcome == Outcome.ACKNOWLEDGED || attempt(target, entry, requestId, call) == Outcome.ACKNOWLEDGED;
    }

    private Outcome attempt(String target, Entry entry, String requestId, boolean call) {
        Reply reply = doors.send("entities/" + target + (call ? "/call" : "") + "?op=append", entry, requestId);
        if (reply.outcome() == Outcome.ACKNOWLEDGED && reply.status() != (call ? 200 : 202)) {
            throw new AssertionError("append to " + target + ": " + reply);
        }
        boolean answered = call && reply.outcome() == Outcome.ACKNOWLEDGED;
        note(
                target,
                new Action.Append(entry.client() + ':' + entry.n()),
                requestId,
                reply,
                answered ? (Object) reply.json().asLong() : null);
        return reply.outcome();
    }

    private boolean read(String target) {
        Reply reply = doors.get("entities/" + target);
        boolean answered = reply.outcome() == Outcome.ACKNOWLEDGED;
        note(target, new Action.Entries(), null, reply, answered ? entries(reply) : null);
        return answered;
    }

    private void note(String target, Action action, @Nullable String requestId, Reply reply, @Nullable Object result) {
        if (reply.outcome() == Outcome.ACKNOWLEDGED) {
            records.served(target, reply.invoked());
        }
        records.attempts.add(new Operation(
                name, target, action, requestId, reply.invoked(), reply.returned(), reply.outcome(), result));
    }

    /** The entries of a ledger or forwarder by its state; none when it does not exist. */
    static List<String> entries(Reply reply) {
        if (reply.status() != 200 && reply.status() != 404) {
            throw new AssertionError("Entries: " + reply);
        }
        var all = new ArrayList<String>();
        if (reply.status() == 200) {
            for (JsonNode entry : reply.json().path("entries")) {
                all.add(entry.asText().intern()); // long histories have each a thousand times
            }
        }
        return all;
    }
}
