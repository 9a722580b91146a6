package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An orchestration holds a counter for which one operation may wait, and does. */
@DisplayName("An entity that is locked, and for which too much waits (E-77)")
class BusyEntityTest {
    private static GatewayFixture door;

    @BeforeAll
    static void open() {
        door = GatewayFixture.start(RealEntities.start("perdure.entities.max-waiting = 1"));
        door.postJson("entities/Counter/busy?op=add", "1");
        door.postJson("orchestrators/Hold/holder", "\"busy\"");
        // The lock is asked for after the answer; what comes before it runs.
        Awaitility.await()
                .until(() -> door.postJson("entities/Counter/busy?op=add", "1").statusCode() == 503);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"entities/Counter/busy?op=add", "entities/Counter/busy/call?op=add"})
    @DisplayName("is 503 with Retry-After, and names the setting")
    void busy(String path) {
        var answer = door.send(door.request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k")
                .POST(HttpRequest.BodyPublishers.ofString("1")));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("perdure.entities.max-waiting");
    }

    @Test
    @DisplayName("is read all the same")
    void read() {
        assertThat(door.get("entities/Counter/busy").statusCode()).isEqualTo(200);
    }
}
