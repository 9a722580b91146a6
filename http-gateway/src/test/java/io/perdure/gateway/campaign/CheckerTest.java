package io.perdure.gateway.campaign;

import static io.perdure.gateway.campaign.Given.append;
import static io.perdure.gateway.campaign.Given.at;
import static io.perdure.gateway.campaign.Given.launched;
import static io.perdure.gateway.campaign.Given.seen;
import static io.perdure.gateway.campaign.Outcome.ACKNOWLEDGED;
import static io.perdure.gateway.campaign.Outcome.REFUSED;
import static io.perdure.gateway.campaign.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.gateway.campaign.Bank.Moved;
import io.perdure.gateway.campaign.Trace.Hold;
import io.perdure.gateway.campaign.Trace.Timer;
import io.perdure.gateway.campaign.Violation.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The last fault is over at second 100, so that everything must be well from second 160 on. */
@DisplayName("The checker of the campaign")
class CheckerTest {
    private static final Bank BANK = new Bank(100, Map.of("p", 70L, "q", 130L), List.of(new Moved("p", "q", 30)));

    private List<Operation> attempts = List.of();
    private List<Trace> traces = List.of();
    private Bank bank = BANK;
    private Set<String> locked = Set.of();
    private List<String> wrongAnswers = List.of();

    private List<Rule> rules(Launched launch, Sighting... sightings) {
        var evidence = new Evidence(
                attempts,
                Map.of("a", List.of("c:1")),
                List.of(),
                List.of(launch),
                List.of(sightings),
                traces,
                bank,
                locked,
                wrongAnswers,
                at(100));
        return Checker.violations(evidence).stream().map(Violation::rule).toList();
    }

    private List<Rule> rules() {
        return rules(launched(UNKNOWN, 0), seen(10, "Absent", ""));
    }

    @Test
    @DisplayName("is content when everything was there, ended rightly, and stayed so")
    void right() {
        attempts = List.of(append("c:1", 0, 1, ACKNOWLEDGED, 1L));

        assertThat(rules(
                        launched(ACKNOWLEDGED, 0),
                        seen(2, "Running", "null"),
                        seen(3, "Completed", "true"),
                        seen(4, "Completed", "true")))
                .isEmpty();
        assertThat(rules()).isEmpty();
    }

    @Test
    @DisplayName("accepts a start of unknown outcome that was made late, or never")
    void unknown_start() {
        assertThat(rules(launched(UNKNOWN, 0), seen(2, "Absent", ""), seen(50, "Completed", "true")))
                .isEmpty();
        assertThat(rules(launched(UNKNOWN, 0))).isEmpty();
    }

    @Test
    @DisplayName("finds an instance that is lost after the acknowledgement, or after it has been seen")
    void lost() {
        assertThat(rules(launched(ACKNOWLEDGED, 0), seen(2, "Absent", ""), seen(3, "Completed", "true")))
                .containsExactly(Rule.LOST);
        assertThat(rules(launched(UNKNOWN, 0), seen(2, "Completed", "true"), seen(3, "Absent", "")))
                .contains(Rule.LOST);
    }

    @Test
    @DisplayName("finds an instance whose start was refused")
    void refused_start() {
        assertThat(rules(launched(REFUSED, 0), seen(2, "Completed", "true"))).containsExactly(Rule.DOUBLED);
    }

    @Test
    @DisplayName("finds another status or output than without faults")
    void wrong_end() {
        assertThat(rules(launched(ACKNOWLEDGED, 0), seen(2, "Failed", "true"))).containsExactly(Rule.WRONG_END);
        assertThat(rules(launched(ACKNOWLEDGED, 0), seen(2, "Completed", "false")))
                .containsExactly(Rule.WRONG_END);
    }

    @Test
    @DisplayName("finds an end that is followed by something else, and a history with two ends")
    void two_ends() {
        assertThat(rules(launched(ACKNOWLEDGED, 0), seen(2, "Completed", "true"), seen(3, "Running", "null")))
                .containsExactly(Rule.WRONG_END);

        traces = List.of(new Trace("i", 2, List.of(), List.of()));
        assertThat(rules()).containsExactly(Rule.WRONG_END);
    }

    @Test
    @DisplayName("finds an instance without an end, and one that ends later than it may after the last fault")
    void stuck() {
        assertThat(rules(launched(ACKNOWLEDGED, 0), seen(2, "Running", "null"))).containsExactly(Rule.STUCK);
        assertThat(rules(launched(ACKNOWLEDGED, 0))).containsExactly(Rule.STUCK);
        assertThat(rules(launched(ACKNOWLEDGED, 0), seen(161, "Running", "null"), seen(170, "Completed", "true")))
                .containsExactly(Rule.STUCK);
        assertThat(rules(launched(ACKNOWLEDGED, 0), seen(159, "Running", "null"), seen(170, "Completed", "true")))
                .isEmpty();
    }

    @Test
    @DisplayName("finds a request that is not served though all faults are long over")
    void unserved() {
        attempts = List.of(append("c:1", 0, 1, ACKNOWLEDGED, 1L), append("c:2", 161, 162, REFUSED, null));

        assertThat(rules()).containsExactly(Rule.STUCK);
    }

    @Test
    @DisplayName("finds a sleeper that wakes before its time, and one that never does")
    void sleeper() {
        assertThat(rules(launched(ACKNOWLEDGED, 20), seen(19, "Completed", "true")))
                .containsExactly(Rule.TIMER_EARLY);
        assertThat(rules(launched(ACKNOWLEDGED, 20), seen(20, "Completed", "true")))
                .isEmpty();
        assertThat(rules(launched(ACKNOWLEDGED, 20), seen(170, "Running", "null")))
                .containsExactly(Rule.TIMER_LOST);
        assertThat(rules(launched(ACKNOWLEDGED, 150), seen(170, "Running", "null"), seen(180, "Completed", "true")))
                .isEmpty();
    }

    @Test
    @DisplayName("finds a timer that fired early, late or not, and allows for faults")
    void timers() {
        assertThat(timer(new Timer(at(20), at(19)))).containsExactly(Rule.TIMER_EARLY);
        assertThat(timer(new Timer(at(20), null))).containsExactly(Rule.TIMER_LOST);
        assertThat(timer(new Timer(at(20), at(161)))).containsExactly(Rule.TIMER_LOST);
        assertThat(timer(new Timer(at(20), at(159)))).isEmpty();
    }

    private List<Rule> timer(Timer timer) {
        traces = List.of(new Trace("i", 1, List.of(timer), List.of()));
        return rules();
    }

    @Test
    @DisplayName("finds money that came, went, moved without a transfer, or was not there")
    void money() {
        assertThat(bank(new Bank(100, Map.of("p", 70L, "q", 131L), BANK.transfers())))
                .containsOnly(Rule.BANK);
        assertThat(bank(new Bank(100, Map.of("p", 100L, "q", 100L), BANK.transfers())))
                .containsExactly(Rule.BANK);
        assertThat(bank(new Bank(100, Map.of("p", -1L, "q", 201L), List.of(new Moved("p", "q", 101)))))
                .containsExactly(Rule.BANK);
    }

    private List<Rule> bank(Bank planted) {
        bank = planted;
        return rules();
    }

    @Test
    @DisplayName("finds two holders of one lock, also when one holds it all through the other's time, and a lock left")
    void locks() {
        assertThat(holds(new Hold("p", at(0), at(2)), new Hold("p", at(2), at(3))))
                .isEmpty();
        assertThat(holds(new Hold("p", at(0), at(2)), new Hold("q", at(1), at(3))))
                .isEmpty();
        assertThat(holds(new Hold("p", at(0), at(2)), new Hold("p", at(1), at(3))))
                .containsExactly(Rule.TWO_HOLDERS);
        assertThat(holds(new Hold("p", at(0), at(9)), new Hold("p", at(1), at(2)), new Hold("p", at(3), at(4))))
                .containsExactly(Rule.TWO_HOLDERS, Rule.TWO_HOLDERS);

        locked = Set.of("p");
        assertThat(holds()).containsExactly(Rule.LOCK_LEFT);
    }

    private List<Rule> holds(Hold... holds) {
        traces = List.of(new Trace("i", 1, List.of(), List.of(holds)));
        return rules();
    }

    @Test
    @DisplayName("finds an answer that says nothing of use")
    void wrong_answer() {
        wrongAnswers = List.of("503 without Retry-After");

        assertThat(rules()).containsExactly(Rule.WRONG_ANSWER);
    }
}
