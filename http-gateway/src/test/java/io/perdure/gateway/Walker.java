package io.perdure.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perdure.gateway.WalkDoor.Reply;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One client that calls the API at random, and compares each answer with what it knows. */
final class Walker {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRACED = 60;

    private final long seed;
    private final Random random;
    private final Deque<String> trace = new ArrayDeque<>();
    private final WalkDoor door;
    private final WalkInstances instances;
    private final WalkEntities entities;
    private int calls;

    /** @param prefix of all ids that this client uses */
    Walker(long seed, String prefix, WalkDoor node) {
        this.seed = seed;
        this.random = new Random(seed);
        WalkDoor traced = call -> {
            Reply reply = node.send(call);
            trace.addLast("%5d %s -> %s".formatted(++calls, call, reply));
            if (trace.size() > TRACED) {
                trace.removeFirst();
            }
            return reply;
        };
        this.door = new WalkNoise(traced, random);
        this.instances = new WalkInstances(prefix, random, door);
        this.entities = new WalkEntities(prefix);
    }

    /** @throws AssertionError when the node says what it must not, with the requests up to there */
    void walk(int most) {
        while (calls < most) {
            check(random.nextInt(10) < 7 ? instances.step() : entities.step(random, door));
        }
        check(instances.settle());
    }

    private void check(@Nullable String wrong) {
        if (wrong != null) {
            throw new AssertionError("Call %d of seed %d (-Dperdure.walker.seed=%d): %s%n%s"
                    .formatted(calls, seed, seed, wrong, trace.stream().collect(Collectors.joining("\n"))));
        }
    }

    static JsonNode json(Reply reply) {
        return json(reply.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError("Not JSON: " + text, noJson);
        }
    }
}
