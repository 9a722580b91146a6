package io.perdure.examples.orders;

import static io.perdure.testkit.HistoryAssert.assertHistory;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityId;
import io.perdure.orchestrations.RuntimeStatus;
import io.perdure.testkit.PerdureTestKit;
import io.perdure.testkit.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An order")
class ProcessOrderTest {
    private static final Order TEA = new Order("ann", "tea", 3, 12_00, "visa");
    private static final Order LARGE = new Order("ann", "tea", 3, 5_000_00, "visa");

    /** How often the payment service will not be reached. */
    private final AtomicInteger outages = new AtomicInteger();

    private final Queue<String> keys = new ConcurrentLinkedQueue<>();
    private final PerdureTestKit kit = PerdureTestKit.with(new OrdersModule(this::charge));

    private String charge(String key, String card, long cents) throws IOException {
        keys.add(key);
        if (outages.getAndDecrement() > 0) {
            throw new IOException("No line.");
        }
        if (card.equals("stolen")) {
            throw new CardDeclinedException(card);
        }
        return "receipt";
    }

    @BeforeEach
    void fillStock() {
        kit.await(kit.entities().call(EntityId.of(Stock.class, "tea"), "add", 50, Integer.class));
    }

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    @DisplayName("is reserved, paid and announced (O-172)")
    void paid() {
        Run run = kit.start(ProcessOrder.class, TEA);

        assertThat(run.output(String.class)).isEqualTo("Paid: receipt");
        assertThat(available()).isEqualTo(47);
        assertHistory(run).scheduled("SendConfirmation", 1).scheduled("NotifyWarehouse", 1);
    }

    @Test
    @DisplayName("is charged under one key, however many attempts it takes and though the node crashes (O-172, O-101)")
    void one_key() {
        outages.set(2);

        Run run = kit.start(ProcessOrder.class, TEA);
        kit.restart();

        assertThat(run.output(String.class)).isEqualTo("Paid: receipt");
        assertThat(keys).hasSize(3);
        assertThat(Set.copyOf(keys)).hasSize(1);
    }

    @Test
    @DisplayName("releases what it reserved when the card is declined, after one attempt (O-172, O-46)")
    void declined() {
        Run run = kit.start(ProcessOrder.class, new Order("eve", "tea", 3, 12_00, "stolen"));

        assertThat(run.output(String.class)).isEqualTo("Undone: Card 'stolen' was declined.");
        assertThat(keys).hasSize(1);
        assertThat(available()).isEqualTo(50);
    }

    @Test
    @DisplayName("that is large waits for the approval, and is charged only then (O-172)")
    void approved() {
        Run run = kit.start(ProcessOrder.class, LARGE);
        kit.advance(Duration.ofHours(71));
        assertThat(keys).isEmpty();
        assertThat(run.customStatus(String.class)).isEqualTo("Waiting for the event OrderApproval");

        run.raiseEvent("OrderApproval", true);

        assertThat(run.output(String.class)).isEqualTo("Paid: receipt");
    }

    @Test
    @DisplayName("that is large and not approved within three days is released, and never charged (O-172, O-77)")
    void not_approved_in_time() {
        Run run = kit.start(ProcessOrder.class, LARGE);

        kit.advance(Duration.ofHours(72));

        assertThat(run.status()).isEqualTo(RuntimeStatus.Completed);
        assertThat(run.output(String.class)).isEqualTo("Not approved");
        assertThat(available()).isEqualTo(50);
        assertThat(keys).isEmpty();
    }

    @Test
    @DisplayName("for more than there is gets the stock's own words (O-172, E-95)")
    void out_of_stock() {
        Run run = kit.start(ProcessOrder.class, new Order("bob", "tea", 51, 12_00, "visa"));

        assertThat(run.output(String.class)).isEqualTo("Refused: Stock of 'tea': 50 (expected: at least 51).");
    }

    @Test
    @DisplayName("that makes no sense fails, and says why (O-172, O-145)")
    void invalid() {
        Run run = kit.start(ProcessOrder.class, new Order("bob", "tea", 0, 12_00, "visa"));

        assertThat(run.failure().orElseThrow().errorMessage())
                .contains("Order of 'tea': 0 pieces for 1200 cents (expected: 1 or more of each).");
        assertThat(run.status()).isEqualTo(RuntimeStatus.Failed);
    }

    private int available() {
        kit.settle();
        return kit.await(kit.entities().read(EntityId.of(Stock.class, "tea"), Stock.class))
                .orElseThrow()
                .available;
    }
}
