package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityClient;
import io.perdure.failures.BusyException;
import io.perdure.failures.OutcomeUnknownException;
import io.perdure.failures.StoreUnavailableException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When the engine cannot answer")
class FailuresTest {

    @Test
    @DisplayName("busy is 503 with Retry-After, in both shapes (H-6)")
    void busy() {
        try (var door = GatewayFixture.start(ScriptedEntities.failing(new BusyException("Too much waits.")))) {
            var signal = door.post("entities/counter/a?op=get");
            var call = door.post("entities/counter/a/call?op=get");

            assertThat(signal.statusCode()).isEqualTo(503);
            assertThat(signal.headers().firstValue("Retry-After")).contains("1");
            assertThat(signal.body()).isEqualTo("{\"Message\":\"Too much waits.\"}");
            assertThat(call.statusCode()).isEqualTo(503);
            assertThat(call.headers().firstValue("Retry-After")).contains("1");
            assertThat(call.body()).contains("urn:perdure:problem:busy", "Too much waits.");
        }
    }

    @Test
    @DisplayName("a store that is away is 503 for every request, and the node goes on serving")
    void store_away() {
        try (var door = GatewayFixture.start(
                ScriptedEntities.failing(new StoreUnavailableException("Database db:5432 is gone.", null)))) {
            assertThat(door.get("entities").statusCode()).isEqualTo(503);
            assertThat(door.get("entities/counter/a").statusCode()).isEqualTo(503);
            assertThat(door.delete("entities/counter/a").statusCode()).isEqualTo(503);
            assertThat(door.get("entities/counter/a/history").body()).contains("store-unavailable", "db:5432");
            assertThat(door.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("no answer in time is 504 that says that it may have run, and no retry is suggested (E-48)")
    void outcome_unknown() {
        try (var door =
                GatewayFixture.start(ScriptedEntities.failing(new OutcomeUnknownException("No answer in 2 s.")))) {
            var answer = door.post("entities/counter/a/call?op=get");

            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.body()).contains("may or may not have run", "No answer in 2 s.");
            assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        }
    }

    @Test
    @DisplayName("an engine that never answers still gets the caller an answer")
    void silence() {
        EntityClient silent = new ScriptedEntities(CompletableFuture::new);
        try (var door = GatewayFixture.start(silent)) {
            var answer = door.post("entities/counter/a/call?op=get&timeout=0.01");

            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.body()).contains("Idempotency-Key");
        }
    }

    @Test
    @DisplayName("a defect is 500 that names the exception and shows no stack (H-6, H-7)")
    void defect() {
        try (var door = GatewayFixture.start(ScriptedEntities.failing(new IllegalStateException("odd")))) {
            var answer = door.get("entities/counter/a");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .isEqualTo("{\"Message\":\"The node failed to answer.\",\"ExceptionMessage\":\"odd\","
                            + "\"ExceptionType\":\"java.lang.IllegalStateException\"}");
        }
    }

    @Test
    @DisplayName("an exception that is thrown, rather than given, is answered alike")
    void thrown() {
        EntityClient throwing = new ScriptedEntities(() -> {
            throw new IllegalArgumentException("Operation: too long.");
        });
        try (var door = GatewayFixture.start(throwing)) {
            assertThat(door.get("entities/counter/a").body()).isEqualTo("{\"Message\":\"Operation: too long.\"}");
            assertThat(door.post("entities/counter/a?op=x").statusCode()).isEqualTo(400);
        }
    }
}
