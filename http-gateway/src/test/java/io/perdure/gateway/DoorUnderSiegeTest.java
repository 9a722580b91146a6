package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While many hold the door")
class DoorUnderSiegeTest {
    /** On an idle machine each answer takes a millisecond or two; one that is busy with other tests must not fail this. */
    private static final Duration BOUND = Duration.ofSeconds(10);
    /** A few for new work are all right; a thread for each who waits would be a thousand. */
    private static final int FEW_THREADS = 60;

    private static final int AT_MOST_SLOWER = 5;
    private static final Duration SLACK = Duration.ofMillis(100);

    private GatewayFixture door;
    private Duration usual;

    @AfterEach
    void close() {
        door.close();
    }

    private void open(String settings) {
        door = GatewayFixture.start(settings);
        door.post("orchestrators/Quiet/other");
        door.awaitStatus("other", "Running");
        usual = medianOfOthers();
    }

    @Test
    @DisplayName("idle, 10,000 of them, others are answered as ever, and so are they when they ask")
    void idle() throws IOException {
        open("perdure.http.idle-timeout = 10 minutes");
        try (var siege = new Siege(door, 10_000, "idle")) {
            assertOthersAreServed();
            assertThat(siege.order("use 500")).isEqualTo(500);
            assertThat(siege.order("count")).isEqualTo(10_000);
        }
    }

    @Test
    @DisplayName("with headers that trickle, 1,000 of them, others are answered, and they are thrown out")
    void slow_loris() throws IOException {
        open("perdure.http { idle-timeout = 3s, crowded-idle-timeout = 1s }");
        try (var siege = new Siege(door, 1_000, "trickle")) {
            assertOthersAreServed();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> siege.order("count") == 0);
            assertOthersAreServed();
        }
    }

    @Test
    @DisplayName(
            "for the end of instances, 1,000 of them, others are answered, no thread is held, and all get theirs (H-103)")
    void waits() {
        open("");
        var before = threads();
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        // They have not begun, so that no orchestrator has a thread either.
        for (int i = 0; i < 1_000; i++) {
            waiting.add(door.sendAsync(door.request("orchestrators/Quiet/wait-" + i + "?timeout=200&startAt=3000-01-01")
                    .timeout(Duration.ofSeconds(100))
                    .POST(BodyPublishers.noBody())));
            if (i % 50 == 49) {
                door.awaitStatus("wait-" + i, "Pending");
            }
        }
        for (int i = 0; i < 1_000; i++) {
            door.awaitStatus("wait-" + i, "Pending");
        }

        assertOthersAreServed();

        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(threads())
                .allSatisfy((use, now) -> assertThat(now).isLessThan(before.getOrDefault(use, 0L) + FEW_THREADS));
        for (int i = 0; i < 1_000; i++) {
            door.post("instances/wait-" + i + "/terminate");
        }
        assertThat(waiting)
                .allSatisfy(wait -> assertThat(wait.join().statusCode()).isEqualTo(200));
    }

    /** None waits for long, and most hardly longer than without the siege. */
    private void assertOthersAreServed() {
        assertThat(medianOfOthers())
                .isLessThan(usual.multipliedBy(AT_MOST_SLOWER).plus(SLACK));
    }

    private Duration medianOfOthers() {
        var times = new ArrayList<Duration>();
        for (int i = 0; i < 50; i++) {
            long since = System.nanoTime();
            var status =
                    door.send(door.request("instances/other").timeout(BOUND).GET());
            var signal = door.send(
                    door.request("entities/counter/other?op=get").timeout(BOUND).POST(BodyPublishers.noBody()));

            assertThat(status.statusCode()).isEqualTo(202);
            assertThat(signal.statusCode()).isEqualTo(202);
            times.add(Duration.ofNanos(System.nanoTime() - since));
        }
        Collections.sort(times);
        return times.get(times.size() / 2);
    }

    /** By what they are for; without those of the client, which is no part of the node. */
    private static Map<String, Long> threads() {
        var threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .map(thread -> thread.getThreadName().replaceAll("[0-9]+", ""))
                .filter(name -> !name.startsWith("HttpClient"))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    /** Connections in a process of their own; see {@link Besieger}. */
    private static final class Siege implements AutoCloseable {
        private final Process process;
        private final BufferedReader out;

        Siege(GatewayFixture door, int connections, String how) throws IOException {
            assumeTrue(
                    files() > connections + 2_000,
                    () -> "%d connections need as many open files; ulimit -n is %d".formatted(connections, files()));
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Besieger.class.getName(),
                            Integer.toString(door.port()),
                            Integer.toString(connections),
                            how)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            out = process.inputReader();
            assertThat(out.readLine()).isEqualTo("open");
        }

        private static long files() {
            var system = ManagementFactory.getOperatingSystemMXBean();
            return system instanceof UnixOperatingSystemMXBean unix
                    ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount()
                    : Long.MAX_VALUE;
        }

        int order(String order) throws IOException {
            process.outputWriter().write(order + '\n');
            process.outputWriter().flush();
            return Integer.parseInt(out.readLine());
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
