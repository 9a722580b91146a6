package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.perdure.gateway.WalkDoor.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code -Dperdure.walker.seed=N} walks another way, {@code -Dperdure.walker.calls=N} further. One seed makes the same calls
 * as long as the same answers come; what is under way at the node differs from run to run.
 */
@ExtendWith(SharedDoor.class)
@DisplayName("Clients that call at random")
class ApiWalkTest {
    private static final long SEED = Long.getLong("perdure.walker.seed", 1);
    private static final int CALLS = Integer.getInteger("perdure.walker.calls", 10_000);
    private static final int CLIENTS = 8;
    /** Each walk of a process has ids of its own. */
    private static final AtomicInteger WALKS = new AtomicInteger();

    private final WalkDoor node;

    ApiWalkTest(GatewayFixture door) {
        this.node = WalkDoor.of(door);
    }

    private static String prefix() {
        return "walk" + WALKS.incrementAndGet() + '-';
    }

    @Test
    @DisplayName("are told what the rules allow, and nothing that they know better (H-38 … H-69, H-92 … H-99)")
    void walk() {
        var walks = IntStream.range(0, CLIENTS)
                .mapToObj(client -> CompletableFuture.runAsync(
                        () -> new Walker(SEED + client, prefix(), node).walk(CALLS / CLIENTS),
                        work -> new Thread(work, "walker-" + client).start()))
                .toArray(CompletableFuture[]::new);

        CompletableFuture.allOf(walks).join();
    }

    private static boolean asks(WalkDoor.Call call, String method, String part) {
        return call.method().equals(method) && call.path().toLowerCase().contains(part);
    }

    /** Nodes that are wrong: all a walker knows of them is what they answer. */
    static Stream<Arguments> wrong_nodes() {
        return Stream.of(
                Arguments.of("accepts commands to what has ended", wrong((node, call) -> {
                    Reply reply = node.send(call);
                    return reply.status() == 410 ? new Reply(202, "", "") : reply;
                })),
                Arguments.of(
                        "loses a purge",
                        wrong((node, call) -> asks(call, "DELETE", "instances/")
                                        && node.send(WalkDoor.Call.of("GET", call.path()))
                                                        .status()
                                                == 200
                                ? new Reply(200, "{\"instancesDeleted\":1}", "")
                                : node.send(call))),
                Arguments.of("purges what runs", wrong((node, call) -> {
                    Reply reply = node.send(call);
                    return reply.body().equals("{\"instancesDeleted\":0}")
                            ? new Reply(200, "{\"instancesDeleted\":1}", "")
                            : reply;
                })),
                Arguments.of(
                        "forgets that it shall suspend",
                        wrong((node, call) -> asks(call, "POST", "/suspend")
                                        && node.send(WalkDoor.Call.of(
                                                                "GET",
                                                                call.path().replaceAll("(?i)/suspend.*", "")))
                                                        .status()
                                                == 202
                                ? new Reply(202, "", "")
                                : node.send(call))),
                Arguments.of("starts over what lives", wrong((node, call) -> {
                    Reply reply = node.send(call);
                    return reply.status() == 409 && asks(call, "POST", "orchestrators/")
                            ? new Reply(
                                    202,
                                    "{\"id\":\"%s\"}".formatted(call.path().replaceAll(".*/(walk[^/?]*).*", "$1")),
                                    "")
                            : reply;
                })),
                Arguments.of("answers statuses of some time ago", stale()),
                Arguments.of("says 200 of what runs", wrong((node, call) -> {
                    Reply reply = node.send(call);
                    return asks(call, "GET", "instances/") && reply.status() == 202
                            ? new Reply(200, reply.body(), "")
                            : reply;
                })),
                Arguments.of("leaves out the last of a page", wrong((node, call) -> {
                    Reply reply = node.send(call);
                    return asks(call, "GET", "instances?") && reply.body().contains("},{")
                            ? new Reply(
                                    200,
                                    reply.body().replaceAll(",\\{\"name\":[^{]*(\\{[^}]*}[^{]*)?}]$", "]"),
                                    reply.token())
                            : reply;
                })),
                Arguments.of("runs a signal twice", wrong((node, call) -> {
                    if (asks(call, "POST", "op=add") && !asks(call, "POST", "/call")) {
                        node.send(call);
                    }
                    return node.send(call);
                })),
                Arguments.of(
                        "loses a deletion of an entity",
                        wrong((node, call) ->
                                asks(call, "DELETE", "entities/") ? new Reply(202, "", "") : node.send(call))));
    }

    private interface Wrong {
        Reply answer(WalkDoor node, WalkDoor.Call call);
    }

    private static Wrong wrong(Wrong how) {
        return how;
    }

    private static Wrong stale() {
        Map<String, Reply> before = new HashMap<>();
        return (node, call) -> {
            String id = call.path().replaceAll("[?].*|/$", "");
            if (!asks(call, "GET", "instances/") || call.path().contains("taskHub=other")) {
                return node.send(call);
            }
            Reply old = before.put(call.path(), node.send(call));
            return old == null ? before.get(call.path()) : old;
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong_nodes")
    @DisplayName("find out when a node")
    void finds(String what, Wrong wrong) {
        Throwable found = catchThrowable(
                () -> new Walker(SEED, prefix(), call -> wrong.answer(node, call)).walk(CALLS / CLIENTS));

        assertThat(found).isInstanceOf(AssertionError.class).hasMessageContaining("of seed " + SEED);
    }
}
