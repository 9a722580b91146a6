package io.perdure.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the door and its keys cost: the arithmetic behind the lines under the table. */
class CostsTest {
    private final List<String> order = new ArrayList<>();

    @Test
    void theDoorCostsWhatItTakesBeyondTheEmbeddedCall() {
        List<Row> rows = List.of(
                row("postgres", Door.HTTP, Workload.STATUS, 15_000, 0.0601),
                row("postgres", Door.EMBEDDED, Workload.STATUS, 60_000, 0.015),
                row("postgres", Door.HTTP, Workload.SIGNALS, 10_000, 0.08),
                row("postgres", Door.EMBEDDED, Workload.SIGNALS, 20_000, 0.04),
                row("h2", Door.HTTP, Workload.STATUS, 9_000, 0.1));
        assertThat(DoorCost.of(rows).stream().map(DoorCost::text))
                .containsExactly(
                        "door: postgres status read, 1,000 live instances: HTTP 15,000/s, embedded 60,000/s, ratio 0.25,"
                                + " CPU HTTP − embedded (its clients included) = 60.1 − 15.0 = 45.1 µs (≤ 45 µs: NO)",
                        "door: postgres signal, 1,000 keys: HTTP 10,000/s, embedded 20,000/s, ratio 0.50,"
                                + " CPU HTTP − embedded (its clients included) = 80.0 − 40.0 = 40.0 µs (≤ 45 µs: yes)");
    }

    @Test
    void withoutBothDoorsThereIsNoCost() {
        assertThat(new Results(List.of(row("h2", Door.HTTP, Workload.STATUS, 9_000, 0.1)), List.of()).comparisons())
                .endsWith("door: not measured\nkeys: not measured");
    }

    @Test
    void keysCostTheShareOfAnswersThatAreMissingInAllPairs() {
        KeyCost cost = Objects.requireNonNull(KeyCost.of(
                "postgres",
                List.of(
                        new KeyCost.Pair(slice(10_000, 500), slice(9_550, 510)),
                        new KeyCost.Pair(slice(30_000, 500), slice(29_250, 510)))));
        assertThat(cost.ratio()).isEqualTo(0.97);
        assertThat(cost.lowest()).isEqualTo(0.955);
        assertThat(cost.highest()).isEqualTo(0.975);
        assertThat(cost.error()).isCloseTo(0.01, within(1e-9));
        assertThat(cost.microsWithout()).isCloseTo(25, within(0.01));
        assertThat(cost.text())
                .isEqualTo("keys: postgres status read with ÷ without 0.970 (± 0.010; 2 pairs of 0.955 to 0.975),"
                        + " CPU with 26.3, without 25.0 µs: costs 3.0 % of throughput (≤ 3 %: yes)");
    }

    @Test
    void pairsThatDifferByMoreThanIsAllowedDecideNothing() {
        KeyCost cost = Objects.requireNonNull(KeyCost.of(
                "h2",
                List.of(
                        new KeyCost.Pair(slice(10_000, 500), slice(12_000, 510)),
                        new KeyCost.Pair(slice(12_000, 500), slice(10_000, 510)))));
        assertThat(cost.text()).endsWith("costs 0.0 % of throughput (≤ 3 %: yes, but too noisy to tell)");
    }

    @Test
    void aSliceWithoutAnswersIsNoMeasure() {
        KeyCost.Pair good = new KeyCost.Pair(slice(10, 1), slice(10, 1));
        KeyCost.Pair dead = new KeyCost.Pair(slice(10, 1), slice(0, 1));
        assertThat(KeyCost.of("h2", List.of(good, dead))).isNull();
        assertThat(KeyCost.of("h2", List.of(good))).isNull();
    }

    @Test
    void nodesTakeTurnsAndWhoGoesFirstTakesTurnsToo() throws Exception {
        List<KeyCost.Pair> pairs = turns().pairs(4);
        assertThat(String.join(" ", order)).isEqualTo("off key key off off key key off");
        assertThat(pairs).allSatisfy(pair -> {
            assertThat(pair.without().rate()).isEqualTo(100);
            assertThat(pair.with().rate()).isEqualTo(99);
        });
    }

    @Test
    void bothNodesAreReadyBeforeTheClockRunsAndThereAreTwentyPairsAtLeast() throws Exception {
        assertThat(turns().prepare(Duration.ZERO)).hasSize(2);
        assertThat(order).containsExactly("start off", "start key");
        assertThat(turns().measure(Duration.ofSeconds(5))).hasSize(20);
        assertThat(turns().measure(Duration.ofSeconds(30))).hasSize(30);
    }

    @Test
    void aRowOfSlicesIsTheirSumAndShowsTheirFaults() throws Exception {
        List<Row> rows = turns().rows(List.of(
                new KeyCost.Pair(slice(10_000, 500), slice(9_000, 500)),
                new KeyCost.Pair(slice(12_000, 500), new LoadResult(9_000, 3, "HTTP 401", 9_000, 1, 2, 500, 0, null))));
        assertThat(rows).extracting(Row::name).containsExactly("auth-off", "auth-key");
        assertThat(rows).extracting(Row::rate).containsExactly(11_000.0, 9_000.0);
        assertThat(rows.get(0).problem()).isNull();
        assertThat(rows.get(1).problem()).isEqualTo("3 ERRORS, first: HTTP 401");
        assertThat(rows.get(1).comparison().met()).isEqualTo("NO: ≥ 10,670/s");
    }

    private KeyRows turns() {
        return new KeyRows("postgres", target("off", 100), target("key", 99));
    }

    private Target target(String name, double rate) {
        return new Target() {
            @Override
            public LoadResult run(Load load) {
                order.add(load instanceof Load.StatusReads ? name : "start " + name);
                return slice(rate, 1);
            }

            @Override
            public long pid() {
                return ProcessHandle.current().pid();
            }

            @Override
            public void close() {}
        };
    }

    private static LoadResult slice(double rate, double cpuMillis) {
        return new LoadResult((long) rate, 0, null, rate, 1, 2, cpuMillis, 0, null);
    }

    private static Row row(String engine, Door door, Workload workload, double rate, double cpuMillis) {
        @Nullable Double noRoof = null;
        LoadResult result = new LoadResult(1_000, 0, null, rate, 1, 2, cpuMillis * 1_000, 0, null);
        return Row.of(engine, door, workload, new Measured(result, 100, null, null), noRoof);
    }
}
