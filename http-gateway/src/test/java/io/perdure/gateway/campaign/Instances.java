package io.perdure.gateway.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdure.gateway.campaign.Doors.Reply;

/** Orchestrations as the doors show them. */
final class Instances {
    private final Doors doors;
    private final Records records;

    Instances(Doors doors, Records records) {
        this.doors = doors;
        this.records = records;
    }

    /** Looks at one, and notes down what it sees; gives whether it was told anything. */
    boolean look(String id) {
        Reply reply = doors.get("instances/" + id);
        if (reply.outcome() != Outcome.ACKNOWLEDGED) {
            return false;
        }
        var seen = sighting(id, reply);
        records.sightings.add(seen);
        if (seen.isEnd()) {
            records.ended.add(id);
        }
        return true;
    }

    /** Raises the event that an {@code Ask} waits for. */
    boolean answer(String id, int answer) {
        Reply reply = doors.send("instances/" + id + "/raiseEvent/Answer", answer, id);
        Reply last = reply.outcome() == Outcome.ACKNOWLEDGED
                ? reply
                : doors.send("instances/" + id + "/raiseEvent/Answer", answer, id);
        return last.outcome() == Outcome.ACKNOWLEDGED;
    }

    private static Sighting sighting(String id, Reply reply) {
        if (reply.status() == 404) {
            return new Sighting(id, reply.invoked(), reply.returned(), Sighting.ABSENT, "");
        }
        JsonNode json = reply.json();
        return new Sighting(
                id,
                reply.invoked(),
                reply.returned(),
                json.path("runtimeStatus").asText(),
                json.path("output").toString());
    }
}
