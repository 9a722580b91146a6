package io.perdure.examples.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.perdure.entities.EntityId;
import io.perdure.entities.EntityOperationFailedException;
import io.perdure.examples.EmbeddedPerdure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("An account")
class AccountTest {
    @RegisterExtension
    static final EmbeddedPerdure PERDURE = new EmbeddedPerdure();

    @Test
    @DisplayName("gives the new balance with each deposit and withdrawal (E-42)")
    void balance() {
        var ann = EntityId.of(Account.class, "ann");

        assertThat(call(ann, "deposit", 100L).join()).isEqualTo(100);
        assertThat(call(ann, "withdraw", 30L).join()).isEqualTo(70);
        assertThat(call(ann, "balance", null).join()).isEqualTo(70);
    }

    @Test
    @DisplayName("refuses an overdraft with the amount and the balance, and keeps the balance (E-60, E-95, E-96)")
    void overdraft() {
        var bob = EntityId.of(Account.class, "bob");
        call(bob, "deposit", 40L).join();

        var thrown = catchThrowableOfType(
                CompletionException.class, () -> call(bob, "withdraw", 100L).join());

        assertThat(thrown).hasCauseInstanceOf(EntityOperationFailedException.class);
        var failure = ((EntityOperationFailedException) thrown.getCause()).details();
        assertThat(failure.errorType()).isEqualTo(InsufficientFundsException.class.getName());
        assertThat(failure.errorMessage())
                .isEqualTo("Amount to withdraw from account 'bob': 100 (expected: at most the balance, 40).");
        assertThat(failure.nonRetriable()).isTrue();
        assertThat(call(bob, "balance", null).join()).isEqualTo(40);
    }

    @Test
    @DisplayName("pays out as much as there is, however many ask at the same time (E-115)")
    void race() {
        var eve = EntityId.of(Account.class, "eve");
        call(eve, "deposit", 30L).join();

        var attempts = IntStream.range(0, 100)
                .mapToObj(i -> call(eve, "withdraw", 1L).handle((left, failure) -> failure == null))
                .toList();

        assertThat(attempts.stream().filter(CompletableFuture::join)).hasSize(30);
        assertThat(call(eve, "balance", null).join()).isZero();
    }

    private static CompletableFuture<Long> call(EntityId id, String operation, Long input) {
        return PERDURE.entities().call(id, operation, input, Long.class);
    }
}
