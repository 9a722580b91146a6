package io.perdure.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What balances must be after transfers. */
class TransfersTest {
    private final Ledger accounts = Ledger.ofAccounts(2);
    private final Transfers transfers = Transfers.among(accounts);
    private final List<Request> requests = transfers.requests();
    private final int there = number("{\"from\":\"a0\",\"to\":\"a1\",\"amount\":1}");

    @Test
    void anAcknowledgedTransferChangesBothAccounts() {
        transfers.acknowledge(there);
        assertThat(accounts.fits(0, opening() - 1)).isTrue();
        assertThat(accounts.fits(1, opening() + 1)).isTrue();
        assertThat(accounts.fits(0, opening())).isFalse();
        assertThat(accounts.fits(1, opening())).isFalse();
    }

    @Test
    void aTransferWithoutAnswerMayCountOrNot() {
        transfers.doubt(there);
        for (int counted = 0; counted <= 1; counted++) {
            assertThat(accounts.fits(0, opening() - counted)).isTrue();
            assertThat(accounts.fits(1, opening() + counted)).isTrue();
        }
        assertThat(accounts.fits(0, opening() + 1)).isFalse();
        assertThat(accounts.fits(1, opening() - 1)).isFalse();
    }

    @Test
    void noAccountPaysItself() {
        Ledger ledger = Ledger.ofAccounts(3);
        assertThat(Transfers.among(ledger).requests())
                .extracting(request -> ((Request.Run) request).input())
                .noneMatch(input -> IntStream.range(0, 3)
                        .mapToObj(ledger::key)
                        .anyMatch(key ->
                                String.valueOf(input).contains("\"from\":\"%s\",\"to\":\"%s\"".formatted(key, key))));
    }

    private int number(String input) {
        return IntStream.range(0, requests.size())
                .filter(i -> input.equals(((Request.Run) requests.get(i)).input()))
                .findFirst()
                .orElseThrow();
    }

    private long opening() {
        return accounts.opening();
    }
}
