package io.perdure.gateway.campaign;

import static io.perdure.gateway.campaign.Given.append;
import static io.perdure.gateway.campaign.Given.at;
import static io.perdure.gateway.campaign.Outcome.ACKNOWLEDGED;
import static io.perdure.gateway.campaign.Outcome.REFUSED;
import static io.perdure.gateway.campaign.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.gateway.campaign.Violation.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The check of ledgers")
class LedgerCheckTest {
    private final List<Operation> attempts = new ArrayList<>(List.of(
            append("c:1", 0, 1, ACKNOWLEDGED, null),
            append("c:2", 2, 3, ACKNOWLEDGED, 2L),
            append("c:3", 4, 5, UNKNOWN, null),
            append("c:4", 6, 7, REFUSED, null),
            append("c:5", 8, 9, ACKNOWLEDGED, null)));

    private List<Rule> rules(String... entries) {
        var all = new ArrayList<>(History.differentAnswers(attempts));
        all.addAll(LedgerCheck.violations("a", History.of(attempts).operations(), List.of(entries)));
        return all.stream().map(Violation::rule).toList();
    }

    private void read(int from, int to, String... entries) {
        attempts.add(
                new Operation("r", "a", new Action.Entries(), null, at(from), at(to), ACKNOWLEDGED, List.of(entries)));
    }

    @Test
    @DisplayName("accepts what is unknown as never done, done at once, or done late")
    void right() {
        assertThat(rules("c:1", "c:2", "c:5")).isEmpty();
        assertThat(rules("c:1", "c:2", "c:3", "c:5")).isEmpty();
        assertThat(rules("c:1", "c:2", "c:5", "c:3")).isEmpty();
    }

    @Test
    @DisplayName("finds loss of a signal, and of a call")
    void lost() {
        assertThat(rules("c:1", "c:2")).containsExactly(Rule.LOST);
        assertThat(rules("c:1", "c:5")).containsExactly(Rule.LOST);
        assertThat(rules()).containsExactly(Rule.LOST, Rule.LOST, Rule.LOST);
    }

    @Test
    @DisplayName("finds what took effect twice, was refused, or was never sent")
    void doubled() {
        assertThat(rules("c:1", "c:2", "c:5", "c:5")).containsExactly(Rule.DOUBLED);
        assertThat(rules("c:1", "c:2", "c:3", "c:3", "c:5")).containsExactly(Rule.DOUBLED);
        assertThat(rules("c:1", "c:2", "c:4", "c:5")).containsExactly(Rule.DOUBLED);
        assertThat(rules("c:1", "c:2", "c:5", "d:1")).containsExactly(Rule.DOUBLED);
    }

    @Test
    @DisplayName("finds another order than a client's own, also of an unknown one that came before it was asked for")
    void reordered() {
        assertThat(rules("c:1", "c:5", "c:2")).contains(Rule.REORDERED);
        assertThat(rules("c:1", "c:3", "c:2", "c:5")).contains(Rule.REORDERED);
    }

    @Test
    @DisplayName(
            "finds an answer that does not fit the place, though every entry is there once and in its client's order")
    void place() {
        attempts.add(append("d:1", 0, 9, ACKNOWLEDGED, 4L));

        assertThat(rules("c:1", "c:2", "c:5", "d:1")).isEmpty();
        assertThat(rules("c:1", "c:2", "d:1", "c:5")).containsExactly(Rule.NOT_LINEARIZABLE);
    }

    @Test
    @DisplayName("finds a read that misses what was acknowledged before, or sees what is not there in the end")
    void reads() {
        read(4, 5, "c:1", "c:2");
        assertThat(rules("c:1", "c:2", "c:5")).isEmpty();

        read(4, 5, "c:1");
        assertThat(rules("c:1", "c:2", "c:5")).containsExactly(Rule.NOT_LINEARIZABLE);

        attempts.remove(attempts.size() - 1);
        read(6, 7, "c:1", "c:2", "c:3");
        assertThat(rules("c:1", "c:2", "c:5")).containsExactly(Rule.NOT_LINEARIZABLE);
    }

    @Test
    @DisplayName("takes repetitions under one key as one operation, from the first request to the first good answer")
    void repeated() {
        attempts.add(append("d:1", "k", 10, 11, UNKNOWN, null));
        attempts.add(append("d:1", "k", 12, 13, REFUSED, null));
        attempts.add(append("d:1", "k", 30, 31, ACKNOWLEDGED, 4L));
        attempts.add(append("d:1", "k", 32, 33, ACKNOWLEDGED, 4L));
        attempts.add(append("e:1", 20, 21, ACKNOWLEDGED, 5L));

        assertThat(rules("c:1", "c:2", "c:5", "d:1", "e:1")).isEmpty();
        assertThat(rules("c:1", "c:2", "c:5", "d:1", "e:1", "d:1")).containsExactly(Rule.DOUBLED);
        assertThat(rules("c:1", "c:2", "c:5", "e:1")).containsExactly(Rule.LOST);
    }

    @Test
    @DisplayName("takes a refusal after a lost answer for doubt, and two refusals for refusal")
    void refused_again() {
        attempts.add(append("d:1", "k", 10, 11, UNKNOWN, null));
        attempts.add(append("d:1", "k", 12, 13, REFUSED, null));
        attempts.add(append("e:1", "k2", 10, 11, REFUSED, null));
        attempts.add(append("e:1", "k2", 12, 13, REFUSED, null));

        assertThat(rules("c:1", "c:2", "c:5", "d:1")).isEmpty();
        assertThat(rules("c:1", "c:2", "c:5", "e:1")).containsExactly(Rule.DOUBLED);
    }

    @Test
    @DisplayName("finds two answers to one key")
    void two_answers() {
        attempts.add(append("d:1", "k", 10, 11, ACKNOWLEDGED, 4L));
        attempts.add(append("d:1", "k", 12, 13, ACKNOWLEDGED, 5L));

        assertThat(rules("c:1", "c:2", "c:5", "d:1")).containsExactly(Rule.DOUBLED);
    }

    @Test
    @DisplayName("finds loss, doubles and change of order between entities")
    void delivered() {
        assertThat(delivery(List.of("x", "y"))).isEmpty();
        assertThat(delivery(List.of("x"))).containsExactly(Rule.LOST);
        assertThat(delivery(List.of("x", "y", "y"))).containsExactly(Rule.DOUBLED);
        assertThat(delivery(List.of("x", "y", "z"))).containsExactly(Rule.DOUBLED);
        assertThat(delivery(List.of("y", "x"))).containsExactly(Rule.REORDERED);
    }

    private static List<Rule> delivery(List<String> arrived) {
        return new Delivery("f", List.of("x", "y"), arrived)
                .violations().stream().map(Violation::rule).toList();
    }
}
