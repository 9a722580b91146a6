package io.perdure.examples.basics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdure.entities.EntityId;
import io.perdure.examples.EmbeddedPerdure;
import io.perdure.examples.basics.Transfer.Request;
import io.perdure.examples.entities.Account;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A transfer")
class TransferTest {
    @RegisterExtension
    static final EmbeddedPerdure PERDURE = new EmbeddedPerdure();

    @Test
    @DisplayName("moves money from one account to the other (E-126)")
    void moves() {
        deposit("moves-from", 100);

        var end = PERDURE.run("Transfer", new Request("moves-from", "moves-to", 30));

        assertThat(end.output(Boolean.class)).isTrue();
        assertThat(balance("moves-from")).isEqualTo(70);
        assertThat(balance("moves-to")).isEqualTo(30);
    }

    @Test
    @DisplayName("that is not covered is refused, and moves nothing (E-126)")
    void not_covered() {
        deposit("poor-from", 10);

        var end = PERDURE.run("Transfer", new Request("poor-from", "poor-to", 30));

        assertThat(end.output(Boolean.class)).isFalse();
        assertThat(balance("poor-from")).isEqualTo(10);
        assertThat(balance("poor-to")).isZero();
    }

    @Test
    @DisplayName("against the direction of another waits for it, and none waits for ever (E-121)")
    void opposite() {
        deposit("left", 50);
        deposit("right", 50);

        var transfers = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < 20; i++) {
            transfers.add(start(new Request("left", "right", 10)));
            transfers.add(start(new Request("right", "left", 10)));
        }
        long refused = transfers.stream()
                .map(CompletableFuture::join)
                .filter(id -> !PERDURE.end(id).output(Boolean.class))
                .count();

        assertThat(balance("left") + balance("right")).isEqualTo(100);
        assertThat(refused).isLessThan(20);
    }

    @Test
    @DisplayName("lets go of both accounts at its end (E-79)")
    void releases() {
        deposit("free-from", 10);

        PERDURE.run("Transfer", new Request("free-from", "free-to", 5));

        await().until(() -> PERDURE.entities()
                        .metadata(EntityId.of(Account.class, "free-from"), false)
                        .join()
                        .orElseThrow()
                        .lockedBy()
                == null);
    }

    private static CompletableFuture<String> start(Request request) {
        return PERDURE.orchestrations().start(Transfer.class, request);
    }

    private static void deposit(String key, long amount) {
        PERDURE.entities()
                .call(EntityId.of(Account.class, key), "deposit", amount, Long.class)
                .join();
    }

    private static long balance(String key) {
        return PERDURE.entities()
                .call(EntityId.of(Account.class, key), "balance", Long.class)
                .join();
    }
}
