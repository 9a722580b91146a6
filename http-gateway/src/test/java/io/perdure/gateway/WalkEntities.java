package io.perdure.gateway;

import static io.perdure.gateway.WalkDoor.Call;

import io.perdure.gateway.WalkDoor.Reply;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A client's counters. An operation that was answered has run, whether it was called or signalled, so that there is one
 * possibility for each: its value, or that it has none.
 */
final class WalkEntities {
    private static final int KEYS = 4;

    private final String prefix;
    private final Map<String, Integer> values = new TreeMap<>();

    WalkEntities(String prefix) {
        this.prefix = prefix;
    }

    /** What is wrong with what the node says; null for nothing. */
    @Nullable
    String step(Random random, WalkDoor door) {
        String key = prefix + random.nextInt(KEYS);
        String path = "entities/" + (random.nextBoolean() ? "Counter" : "counter") + '/' + key;
        return switch (random.nextInt(10)) {
            case 0, 1 -> read(key, door.send(Call.of("GET", path)));
            case 2, 3, 4 -> operation(random, key, path, door, false);
            case 5, 6, 7 -> operation(random, key, path, door, true);
            case 8 -> delete(key, door.send(Call.of("DELETE", path)));
            default -> list(door, 1 + random.nextInt(4));
        };
    }

    private @Nullable String read(String key, Reply reply) {
        Integer value = values.get(key);
        return value == null ? expect(404, "", reply) : expect(200, value.toString(), reply);
    }

    private @Nullable String operation(Random random, String key, String path, WalkDoor door, boolean call) {
        String operation = new String[] {"add", "ADD", "get", "reset", "delete", "fail", "dance"}[random.nextInt(7)];
        int amount = random.nextInt(100) - 50;
        boolean fits = random.nextInt(6) > 0;
        boolean adds = operation.equalsIgnoreCase("add");
        String input = !fits ? "\"many\"" : Integer.toString(amount);
        var request = Call.json("POST", path + (call ? "/call" : "") + "?op=" + operation, input);
        Reply reply = door.send(request);
        int before = values.getOrDefault(key, 0);
        if (!call) {
            apply(key, operation, before, amount, fits);
            return expect(202, "", reply);
        }
        if (operation.equals("dance")) {
            return expect(404, null, reply);
        }
        if (operation.equals("fail") || adds && !fits) {
            return expect(422, null, reply);
        }
        apply(key, operation, before, amount, true);
        String result = adds ? Integer.toString(before + amount) : operation.equals("get") ? "" + before : "null";
        return expect(200, result, reply);
    }

    private void apply(String key, String operation, int before, int amount, boolean fits) {
        if (operation.equalsIgnoreCase("add") && fits) {
            values.put(key, before + amount);
        } else if (operation.equals("reset")) {
            values.put(key, 0);
        } else if (operation.equals("delete")) {
            values.remove(key);
        }
    }

    private @Nullable String delete(String key, Reply reply) {
        values.remove(key);
        return expect(202, "", reply);
    }

    private @Nullable String list(WalkDoor door, int top) {
        var found = new TreeMap<String, Integer>();
        String token = "";
        do {
            Reply page = door.send(Call.of("GET", "entities/counter?fetchState=true&top=" + top * 20)
                    .with("x-ms-continuation-token", token));
            if (page.status() != 200) {
                return "expected 200";
            }
            for (var item : Walker.json(page)) {
                String key = item.path("entityId").path("key").asText();
                if (key.startsWith(prefix) && found.put(key, item.path("state").asInt()) != null) {
                    return key + " twice";
                }
            }
            token = page.token();
        } while (!token.isEmpty());
        return found.equals(values) ? null : "a list of " + values + ", but found " + found;
    }

    private static @Nullable String expect(int status, @Nullable String body, Reply reply) {
        boolean right =
                reply.status() == status && (body == null || reply.body().equals(body));
        return right ? null : "expected " + status + ' ' + (body == null ? "" : body);
    }
}
