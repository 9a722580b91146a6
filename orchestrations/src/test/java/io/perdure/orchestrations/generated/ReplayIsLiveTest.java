package io.perdure.orchestrations.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Random orchestrators, each run undisturbed and then with crashes.
 *
 * <p>{@code -Dperdure.generator.seed=N} runs one, and prints its program and its histories; {@code
 * -Dperdure.generator.programs=N} runs so many.
 */
@DisplayName("Random orchestrators")
class ReplayIsLiveTest {
    private static final int IN_CI = 500;

    @Test
    @DisplayName("come to the same with crashes at any commit as without (O-1, O-3, O-5)")
    void replay_is_live() {
        Long seed = Long.getLong("perdure.generator.seed");
        if (seed != null) {
            print(Generator.make(seed));
        }
        var seeds = seed == null
                ? LongStream.range(0, Long.getLong("perdure.generator.programs", IN_CI))
                : LongStream.of(seed);

        List<String> failed = seeds.parallel()
                .mapToObj(Generator::make)
                .filter(one -> !Trial.of(one).isEmpty())
                .limit(3)
                .map(ReplayIsLiveTest::report)
                .toList();

        assertThat(failed).isEmpty();
    }

    private static String report(Case one) {
        Case small = Shrinking.of(one, smaller -> !Trial.of(smaller).isEmpty());
        return "-Dperdure.generator.seed=%d:%n%s%nSmaller:%n%s%n%s"
                .formatted(one.seed(), String.join("\n", Trial.of(one)), small, String.join("\n", Trial.of(small)));
    }

    private static void print(Case one) {
        Run calm = Lab.run(one, Crashes.NONE);
        Run crashed = Lab.run(one, Crashes.oftenAfter(0));
        System.out.printf(
                "%s%nUNDISTURBED%n%s%nWITH A CRASH %s%n%s",
                one, Checks.dump(calm.instances()), crashed.crashes().says(), Checks.dump(crashed.instances()));
    }
}
