package io.perdure.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perdure.entities.EntityId;
import io.perdure.examples.EmbeddedPerdure;
import io.perdure.orchestrations.OrchestrationQuery;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A stock")
class StockTest {
    @RegisterExtension
    static final EmbeddedPerdure PERDURE = new EmbeddedPerdure();

    @Test
    @DisplayName("that falls under its threshold starts an orchestration, which fills it up (E-128, E-69)")
    void reorders() {
        call("coffee", "add", 20).join();

        call("coffee", "reserve", 15).join();

        await().until(() -> stock("coffee").available == Stock.FULL);
        assertThat(stock("coffee").reordering).isFalse();
    }

    @Test
    @DisplayName("starts no orchestration for an operation that failed (E-128, E-60)")
    void nothing_for_a_failure() {
        call("milk", "add", 20).join();

        assertThat(call("milk", "reserve", 21)
                        .handle((left, failure) -> failure)
                        .join())
                .isNotNull();
        call("milk", "reserve", 1).join();

        assertThat(stock("milk").available).isEqualTo(19);
        assertThat(reorders("milk")).isZero();
    }

    private static long reorders(String product) {
        var query = OrchestrationQuery.ALL.withName("Reorder").fetchingInputsAndOutputs();
        return PERDURE.orchestrations().query(query).join().instances().stream()
                .filter(instance ->
                        product.equals(instance.input(Reorder.Request.class).product()))
                .count();
    }

    private static CompletableFuture<Integer> call(String product, String operation, int quantity) {
        return PERDURE.entities().call(EntityId.of(Stock.class, product), operation, quantity, Integer.class);
    }

    private static Stock stock(String product) {
        return PERDURE.entities()
                .read(EntityId.of(Stock.class, product), Stock.class)
                .join()
                .orElseThrow();
    }
}
