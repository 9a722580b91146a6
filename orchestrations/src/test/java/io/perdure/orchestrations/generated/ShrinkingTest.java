package io.perdure.orchestrations.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.orchestrations.generated.Program.Fail;
import io.perdure.orchestrations.generated.Program.Note;
import io.perdure.orchestrations.generated.Program.Step;
import io.perdure.orchestrations.generated.Program.Try;
import io.perdure.orchestrations.generated.Program.Uuid;
import io.perdure.orchestrations.internal.OrchestrationMessages;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A case that fails")
class ShrinkingTest {

    @Test
    @DisplayName("is made smaller until nothing can be left out")
    void shrinks() {
        Step culprit = new Fail("boom");
        List<Step> steps = List.of(
                new Uuid("u1"), new Try("try", List.of(new Note("n1"), culprit), true, List.of()), new Uuid("u2"));
        var event = new Case.Deed(1, OrchestrationMessages.EVENT, "red", null);
        var last = new Case.Deed(2, OrchestrationMessages.RESUME, "", null);
        Case large = new Case(0, true, new Program("P0", steps, 1, true), List.of(event, event, last));

        Case small = Shrinking.of(large, one -> one.toString().contains("boom"));

        assertThat(small.program().steps()).containsExactly(culprit);
        assertThat(small.deeds()).containsExactly(last);
    }

    @Test
    @DisplayName("is shown as text that names every step")
    void listed() {
        assertThat(Generator.make(0).toString())
                .contains("case 0", "P0", "round(s)")
                .contains(Generator.make(0).program().steps().stream()
                        .filter(Program.Signal.class::isInstance)
                        .map(Step::toString)
                        .toList());
    }
}
