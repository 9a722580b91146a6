package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/** Sends the files in {@code bad-input/}, one theme each, to a node on one store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BadInputBase {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final GatewayFixture door;

    BadInputBase(Engine engine) {
        door = GatewayFixture.start(engine, """
                perdure.http {
                  max-body-size = 64 KiB, max-json-string = 32 KiB, request-timeout = 2s
                }""");
    }

    /** With instances that are {@code done}, {@code failed}, {@code ended}, {@code live} and {@code later}. */
    @BeforeAll
    void instances() {
        door.post("orchestrators/Echo/done?timeout=10");
        door.post("orchestrators/Broken/failed?timeout=10");
        door.post("orchestrators/Quiet/later?startAt=9000-01-01");
        for (String id : List.of("live", "ended")) {
            door.post("orchestrators/Quiet/" + id);
            door.awaitStatus(id, "Running");
        }
        door.post("instances/ended/terminate");
        door.awaitStatus("ended", "Terminated");
        log.start();
        ROOT.addAppender(log);
    }

    @AfterAll
    void close() {
        ROOT.detachAppender(log);
        door.close();
    }

    @TestFactory
    @DisplayName("in paths and ids, gets its status and no stack (H-2, H-3, H-27, H-91, H-97)")
    Stream<DynamicNode> paths() {
        return cases("paths");
    }

    @TestFactory
    @DisplayName("in bodies, gets its status and no stack (H-6, H-25, H-68, H-95)")
    Stream<DynamicNode> json() {
        return cases("json");
    }

    @TestFactory
    @DisplayName("that is well-formed and makes no sense, gets its status and no stack (H-7, H-10, H-49, H-54)")
    Stream<DynamicNode> meaning() {
        return cases("meaning");
    }

    Stream<DynamicNode> cases(String file) {
        log.list.clear();
        var cases = BadInput.of(file).stream().map(input -> DynamicTest.dynamicTest(input.name(), () -> expect(input)));
        return Stream.concat(
                cases,
                Stream.of(
                        DynamicTest.dynamicTest("then the node still serves", this::serves),
                        DynamicTest.dynamicTest("and its log tells of no error", this::clean_log)));
    }

    private void expect(BadInput input) throws IOException {
        RawHttp.Answer answer = RawHttp.exchange(door.port(), input.request());

        int status = input.status();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.head() + answer.body()).doesNotContain("\tat ", "StackTrace", "akka.http", "java.base");
        // What was sent into a header comes back in no line of its own.
        assertThat(answer.head().lines()).noneMatch(line -> line.startsWith("Set-Cookie"));
        if (status == 400 || status > 404 && status != 410 && status != 500) {
            assertThat(answer.body()).as(answer.head()).containsAnyOf("\"Message\":\"", "\"detail\":\"", "\"Query");
        }
        if (status == 404 && !answer.body().isEmpty()) {
            assertThat(answer.body()).containsAnyOf("is not registered", "has no operation", "wrong-method");
        }
    }

    private void serves() {
        assertThat(door.postJson("orchestrators/Echo?timeout=10", "\"served\"").body())
                .isEqualTo("\"served\"");
        assertThat(door.postJson("entities/counter/served/call?op=add", "0").body())
                .isEqualTo("0");
        assertThat(door.get("instances/live").statusCode()).isEqualTo(202);
        assertThat(door.get("instances/done").statusCode()).isEqualTo(200);
        assertThat(door.get("/health/ready").statusCode()).isEqualTo(200);
    }

    private void clean_log() {
        var alarms = List.copyOf(log.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR) || event.getThrowableProxy() != null)
                .map(event -> event + " " + event.getThrowableProxy());

        assertThat(alarms).isEmpty();
    }
}
