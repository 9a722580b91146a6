package io.perdure.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.perdure.gateway.node.Attempt.Outcome;
import io.perdure.gateway.node.module.Payment;
import io.perdure.gateway.node.module.Work;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The judge of KillOrchestrationsIT")
class LaunchCheckerTest {
    private static final Launch CHAIN = new Launch("Chain", "a", new Work("file", 2), Outcome.ACKNOWLEDGED, true, null);
    private static final Launch PAY =
            new Launch("Pay", "b", new Payment("p0", "p1", 30), Outcome.ACKNOWLEDGED, true, null);
    private static final String TWO_RESULTS =
            "\"historyEvents\":[{\"EventType\":\"TaskCompleted\"},{\"EventType\":\"TaskCompleted\"}]";
    private static final Map<String, Long> UNTOUCHED = Map.of("p0", 100L, "p1", 100L);

    private static JsonNode status(String status, String rest) {
        try {
            return NodeHttp.JSON.readTree("{\"runtimeStatus\":\"" + status + "\"," + rest + "}");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> chain(JsonNode found, Set<String> effects) {
        return LaunchChecker.violations(List.of(CHAIN), Map.of("a", found), effects, UNTOUCHED, 100);
    }

    @Test
    @DisplayName("is content with the right output, every effect, and one result per call")
    void right() {
        assertThat(chain(status("Completed", "\"output\":2," + TWO_RESULTS), Set.of("a:0", "a:1")))
                .isEmpty();
    }

    @Test
    @DisplayName("sees an instance that is lost")
    void lost() {
        assertThat(LaunchChecker.violations(List.of(CHAIN), Map.of(), Set.of(), UNTOUCHED, 100))
                .singleElement()
                .asString()
                .startsWith("Lost");
    }

    @Test
    @DisplayName("sees a wrong output, a wrong status, and a result that was recorded twice")
    void wrong() {
        var effects = Set.of("a:0", "a:1");

        assertThat(chain(status("Completed", "\"output\":3," + TWO_RESULTS), effects))
                .hasSize(1);
        assertThat(chain(status("Failed", "\"output\":2," + TWO_RESULTS), effects))
                .hasSize(1);
        assertThat(chain(
                        status(
                                "Completed",
                                "\"output\":2," + TWO_RESULTS.replace("[", "[{\"EventType\":\"TaskCompleted\"},")),
                        effects))
                .hasSize(1);
    }

    @Test
    @DisplayName("sees an effect that never happened")
    void no_effect() {
        assertThat(chain(status("Completed", "\"output\":2," + TWO_RESULTS), Set.of("a:0")))
                .singleElement()
                .asString()
                .contains("a:1");
    }

    @Test
    @DisplayName("sees money that was moved twice, or not, or by a payment that says it moved none")
    void money() {
        var paid = Map.of("b", status("Completed", "\"output\":true"));
        var refused = Map.of("b", status("Completed", "\"output\":false"));
        var moved = Map.of("p0", 70L, "p1", 130L);

        assertThat(LaunchChecker.violations(List.of(PAY), paid, Set.of(), moved, 100))
                .isEmpty();
        assertThat(LaunchChecker.violations(List.of(PAY), refused, Set.of(), UNTOUCHED, 100))
                .isEmpty();
        assertThat(LaunchChecker.violations(List.of(PAY), paid, Set.of(), UNTOUCHED, 100))
                .hasSize(1);
        assertThat(LaunchChecker.violations(List.of(PAY), paid, Set.of(), Map.of("p0", 40L, "p1", 160L), 100))
                .hasSize(1);
        assertThat(LaunchChecker.violations(List.of(PAY), refused, Set.of(), moved, 100))
                .hasSize(1);
    }
}
