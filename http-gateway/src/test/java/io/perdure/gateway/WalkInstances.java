package io.perdure.gateway;

import static io.perdure.gateway.WalkDoor.Call;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdure.gateway.WalkDoor.Reply;
import io.perdure.gateway.WalkInstance.Command;
import io.perdure.gateway.WalkInstance.Kind;
import io.perdure.gateway.WalkInstance.Life;
import io.perdure.gateway.WalkInstance.State;
import io.perdure.gateway.WalkInstance.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A client's instances: what it asks of them, and what may be answered (H-38 … H-69). */
final class WalkInstances {
    private static final int IDS = 6;
    private static final int MOST = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String prefix;
    private final Random random;
    private final WalkDoor door;
    private final Map<String, WalkInstance> known = new HashMap<>();
    /** In an order that a seed repeats. */
    private final List<String> ids = new ArrayList<>();

    WalkInstances(String prefix, Random random, WalkDoor door) {
        this.prefix = prefix;
        this.random = random;
        this.door = door;
        for (int i = 0; i < IDS; i++) {
            remember(prefix + i, WalkInstance.unknown());
        }
    }

    private void remember(String id, WalkInstance instance) {
        known.put(id, instance);
        ids.add(id);
    }

    /** What is wrong with what the node says; null for nothing. */
    @Nullable
    String step() {
        String id = ids.get(random.nextInt(ids.size()));
        WalkInstance it = known.getOrDefault(id, WalkInstance.unknown());
        String before = id + " may be " + it;
        boolean right = switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> start(id, it);
            case 4, 5, 6, 7 -> status(id, it);
            case 8, 9 -> command(id, it, Verb.SUSPEND);
            case 10, 11 -> command(id, it, Verb.RESUME);
            case 12, 13 -> command(id, it, Verb.TERMINATE);
            case 14, 15 -> command(id, it, Verb.REWIND);
            case 16, 17 -> event(id, it);
            case 18 -> restart(id, it);
            case 19, 20 -> purge(id, it);
            case 21 -> waitFor(id, it);
            case 22 -> list();
            default -> nonsense(id, it);
        };
        return right ? null : before;
    }

    private boolean start(String id, WalkInstance it) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        String input = "{\"n\":" + random.nextInt(100) + "}";
        String query = kind == Kind.LATER ? "?startAt=3000-01-01" : "";
        Reply reply = door.send(Call.json("POST", "orchestrators/" + kind.orchestrator + '/' + id + query, input));
        return switch (reply.status()) {
            case 202 ->
                Walker.json(reply).path("id").asText().equals(id) && it.started(state -> !state.live(), kind, input);
            case 409 -> it.seen(State::live);
            default -> false;
        };
    }

    /** A wait is over at the end, or when its time is (H-30). */
    private boolean waitFor(String id, WalkInstance it) {
        String input = Integer.toString(random.nextInt(100));
        Reply reply = door.send(Call.json(
                "POST", "orchestrators/ECHO/" + id + "?timeout=5&pollingInterval=" + random.nextInt(1, 5), input));
        return reply.status() == 409
                ? it.seen(State::live)
                : reply.status() == 200
                        && reply.body().equals(input)
                        && it.started(state -> !state.live(), Kind.ECHO, input)
                        && it.seen(state -> state.life() == Life.COMPLETED);
    }

    private boolean status(String id, WalkInstance it) {
        boolean error = random.nextBoolean();
        boolean history = random.nextInt(4) == 0;
        Reply reply = door.send(Call.of(
                "GET", "instances/" + id + "?returnInternalServerErrorOnFailure=" + error + "&showHistory=" + history));
        if (reply.status() == 404) {
            return reply.body().isEmpty() && it.seen(state -> state.life() == Life.GONE);
        }
        JsonNode body = Walker.json(reply);
        String status = body.path("runtimeStatus").asText();
        int code = isLive(status) ? 202 : status.equals("Failed") && error ? 500 : 200;
        return reply.status() == code
                && body.has("historyEvents") == (history && !status.equals("Pending"))
                && seen(id, it, body);
    }

    private static boolean isLive(String status) {
        return List.of("Pending", "Running", "Suspended").contains(status);
    }

    private static boolean seen(String id, WalkInstance it, JsonNode body) {
        String status = body.path("runtimeStatus").asText();
        String output = body.path("output").toString();
        boolean data = body.path("instanceId").asText().equals(id)
                && body.path("name").asText().equalsIgnoreCase(it.kind().orchestrator)
                && (it.kind() == Kind.ENDLESS || body.path("input").equals(Walker.json(it.input())))
                && (!isLive(status) || output.equals("null"));
        return data
                && it.seen(state -> state.status().equals(status)
                        && (state.output() == null || state.output().equals(output)));
    }

    private boolean command(String id, WalkInstance it, Verb verb) {
        String reason = "\"r" + random.nextInt(10) + '"';
        boolean says = random.nextBoolean();
        String name = random.nextBoolean() ? verb.name() : verb.name().toLowerCase(Locale.ROOT);
        Reply reply = door.send(
                Call.of("POST", "instances/" + id + '/' + name + (says ? "?reason=" + reason.replace("\"", "") : "")));
        Predicate<State> open = verb == Verb.REWIND ? state -> state.life() == Life.FAILED : State::live;
        if (verb == Verb.REWIND && reply.status() == 412) {
            return it.seen(State::live);
        }
        return accepted(reply, it, open, new Command(verb, says ? reason : "null"));
    }

    private boolean event(String id, WalkInstance it) {
        String name = random.nextInt(4) == 0 ? "Odd" : random.nextBoolean() ? "approval" : "Approval";
        String data = Integer.toString(random.nextInt(100));
        Reply reply = door.send(Call.json("POST", "instances/" + id + "/raiseEvent/" + name, data));
        return accepted(reply, it, State::live, new Command(Verb.APPROVE, name.equals("Odd") ? null : data));
    }

    private static boolean accepted(Reply reply, WalkInstance it, Predicate<State> open, Command command) {
        return reply.body().isEmpty()
                && switch (reply.status()) {
                    case 202 -> it.accepted(open, command);
                    case 404 -> it.seen(state -> state.life() == Life.GONE);
                    case 410 -> it.seen(state -> state.ended() && !open.test(state));
                    default -> false;
                };
    }

    private boolean restart(String id, WalkInstance it) {
        boolean same = random.nextBoolean() || ids.size() >= MOST;
        Reply reply = door.send(
                Call.of("POST", "instances/" + id + "/restart" + (same ? "?restartWithNewInstanceId=false" : "")));
        if (reply.status() == 400) {
            return it.seen(state -> state.life() == Life.GONE);
        }
        if (reply.status() == 409) {
            return same && it.seen(State::live);
        }
        String id2 = Walker.json(reply).path("id").asText();
        // Begins at once, also when the first one is to begin in a thousand years.
        Kind kind = it.kind() == Kind.LATER ? Kind.APPROVAL : it.kind();
        if (reply.status() != 202 || same != id2.equals(id)) {
            return false;
        }
        if (same) {
            return it.started(State::ended, kind, it.input());
        }
        var fresh = WalkInstance.unknown();
        // Its input is that of the generation which runs: nobody can know which of an endless one.
        fresh.started(state -> true, kind, it.input());
        remember(id2, fresh);
        return it.seen(state -> state.life() != Life.GONE);
    }

    private boolean purge(String id, WalkInstance it) {
        Reply reply = door.send(Call.of("DELETE", "instances/" + id));
        boolean right = switch (reply.status() + reply.body()) {
            case "200{\"instancesDeleted\":1}" -> it.became(State::ended, state -> State.GONE);
            case "200{\"instancesDeleted\":0}" -> it.seen(State::live);
            case "404" -> it.seen(state -> state.life() == Life.GONE);
            default -> false;
        };
        if (right && !id.startsWith(prefix) && reply.status() == 404) {
            ids.remove(id);
            known.remove(id);
        }
        return right;
    }

    /** All pages: what exists is there once, what does not is not. */
    private boolean list() {
        int top = random.nextInt(1, 5);
        var left = new ArrayList<>(ids);
        left.removeIf(id -> !id.startsWith(prefix));
        String token = "";
        do {
            Reply page = door.send(Call.of("GET", "instances?instanceIdPrefix=" + prefix + "&top=" + top)
                    .with("x-ms-continuation-token", token));
            if (page.status() != 200 || Walker.json(page).size() > top) {
                return false;
            }
            for (JsonNode item : Walker.json(page)) {
                String id = item.path("instanceId").asText();
                if (!left.remove(id) || !seen(id, known.getOrDefault(id, WalkInstance.unknown()), item)) {
                    return false;
                }
            }
            token = page.token();
        } while (!token.isEmpty());
        return left.stream()
                .allMatch(
                        id -> known.getOrDefault(id, WalkInstance.unknown()).seen(state -> state.life() == Life.GONE));
    }

    /** What is refused changes nothing, and what the instance is counts before what was sent (H-3, H-8, H-69). */
    private boolean nonsense(String id, WalkInstance it) {
        String path = "instances/" + id;
        return switch (random.nextInt(7)) {
            case 0 -> door.send(Call.json("PUT", path, "1")).status() == 404;
            case 1 -> door.send(Call.of("POST", path + "/explode")).status() == 404;
            case 2 -> door.send(Call.of("GET", path + "?taskHub=other")).status() == 404;
            case 3 ->
                door.send(Call.json("POST", "orchestrators/Echo/" + id, "{")).status() == 400;
            case 4 ->
                door.send(Call.json("POST", "orchestrators/Nobody/" + id, "1")).status() == 400;
            case 5 ->
                door.send(Call.of("DELETE", "instances?instanceIdPrefix=" + id)).status() == 400;
            default ->
                switch (door.send(Call.json("POST", path + "/raiseEvent/Approval", "{bad"))
                        .status()) {
                    case 400 -> it.seen(State::live);
                    case 404 -> it.seen(state -> state.life() == Life.GONE);
                    case 410 -> it.seen(State::ended);
                    default -> false;
                };
        };
    }

    /** What was accepted is done some time (H-64); null when it was. */
    @Nullable
    String settle() {
        for (String id : List.copyOf(ids)) {
            WalkInstance it = known.getOrDefault(id, WalkInstance.unknown());
            try {
                Awaitility.await()
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(5))
                        .atMost(PATIENCE)
                        .until(() -> {
                            Reply reply = door.send(Call.of("GET", "instances/" + id));
                            String status = reply.status() == 404
                                    ? "unknown"
                                    : Walker.json(reply).path("runtimeStatus").asText();
                            return it.isSettled(status);
                        });
            } catch (ConditionTimeoutException never) {
                return id + " never was what it must become: " + it;
            }
            if (!status(id, it)) {
                return id + " may be " + it;
            }
            // Others may use the node after us.
            door.send(Call.of("POST", "instances/" + id + "/terminate"));
        }
        return null;
    }
}
