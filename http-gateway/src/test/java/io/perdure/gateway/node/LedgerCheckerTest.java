package io.perdure.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.gateway.node.Attempt.Outcome;
import io.perdure.gateway.node.Attempt.Target;
import io.perdure.gateway.node.module.Entry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The checker of the crash tests finds a planted")
class LedgerCheckerTest {
    private static final Target LEDGER = new Target("Ledger", "a");

    private final List<Attempt> attempts = List.of(
            signal(1, Outcome.ACKNOWLEDGED),
            call(2, 2),
            signal(3, Outcome.DOUBTFUL),
            signal(4, Outcome.REFUSED),
            signal(5, Outcome.ACKNOWLEDGED));

    @Test
    @DisplayName("nothing, in what is right: a doubtful operation may be there or not")
    void right() {
        assertThat(violations("c:1", "c:2", "c:5")).isEmpty();
        assertThat(violations("c:1", "c:2", "c:3", "c:5")).isEmpty();
    }

    @Test
    @DisplayName("loss of a signal, and of a call")
    void lost() {
        assertThat(violations("c:1", "c:2")).singleElement().asString().contains("c:5", "0 times");
        assertThat(violations("c:1", "c:5")).singleElement().asString().contains("c:2", "0 times");
        assertThat(violations()).hasSize(3);
    }

    @Test
    @DisplayName("double of an acknowledged operation, of a doubtful one, and of one that was refused")
    void doubled() {
        assertThat(violations("c:1", "c:2", "c:5", "c:5"))
                .singleElement()
                .asString()
                .contains("c:5", "2 times");
        assertThat(violations("c:1", "c:2", "c:3", "c:3", "c:5"))
                .singleElement()
                .asString()
                .contains("c:3", "2 times");
        assertThat(violations("c:1", "c:2", "c:4", "c:5"))
                .singleElement()
                .asString()
                .contains("c:4", "1 times");
    }

    @Test
    @DisplayName("change of order, and an answer that does not fit the place")
    void reordered() {
        assertThat(violations("c:1", "c:2", "c:5", "c:3"))
                .singleElement()
                .asString()
                .contains("c:3", "after number 5");
        assertThat(LedgerChecker.violations(List.of(call(2, 1)), Map.of(LEDGER, List.of("x:1", "c:2"))))
                .anyMatch(violation -> violation.contains("answered place 1"));
    }

    @Test
    @DisplayName("entry that nobody sent")
    void foreign() {
        assertThat(violations("c:1", "c:2", "c:5", "d:1"))
                .singleElement()
                .asString()
                .contains("nobody");
    }

    @Test
    @DisplayName("loss, double and change of order among forwarded signals")
    void forwarded() {
        assertThat(LedgerChecker.forwardingViolations(List.of("a", "b"), List.of("a", "b")))
                .isEmpty();
        assertThat(LedgerChecker.forwardingViolations(List.of("a", "b"), List.of("a")))
                .hasSize(1);
        assertThat(LedgerChecker.forwardingViolations(List.of("a", "b"), List.of("a", "b", "b")))
                .hasSize(1);
        assertThat(LedgerChecker.forwardingViolations(List.of("a", "b"), List.of("b", "a")))
                .singleElement()
                .asString()
                .contains("order");
        assertThat(LedgerChecker.forwardingViolations(List.of("a"), List.of("a", "x")))
                .isNotEmpty();
    }

    private List<String> violations(String... entries) {
        return LedgerChecker.violations(attempts, Map.of(LEDGER, List.of(entries)));
    }

    private static Attempt signal(int n, Outcome outcome) {
        return new Attempt(LEDGER, new Entry("c", n), false, null, outcome, 0);
    }

    private static Attempt call(int n, int place) {
        return new Attempt(LEDGER, new Entry("c", n), true, null, Outcome.ACKNOWLEDGED, place);
    }
}
