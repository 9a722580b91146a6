package io.perdure.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Roofs, goals, shares and percentiles: the arithmetic behind the table. */
class FiguresTest {
    @Test
    void theRoofOverHttpIsTheSmallerOfFloorAndStore() {
        Roofs roofs = new Roofs();
        roofs.floor(32, 20_000);
        roofs.floor(128, 25_000);
        roofs.store("h2", 32, 12_000);
        roofs.store("h2", 128, 30_000);
        assertThat(roofs.over("h2", Door.HTTP, 32)).isEqualTo(12_000);
        assertThat(roofs.over("h2", Door.HTTP, 128)).isEqualTo(25_000);
        assertThat(roofs.over("h2", Door.EMBEDDED, 128)).isEqualTo(30_000);
    }

    @Test
    void thereIsNoRoofWithoutAllItsParts() {
        Roofs roofs = new Roofs();
        roofs.floor(32, 20_000);
        assertThat(roofs.over("postgres", Door.HTTP, 32)).isNull();
        roofs.store("postgres", 64, 9_000);
        assertThat(roofs.over("postgres", Door.HTTP, 64)).isNull();
        assertThat(roofs.over("postgres", Door.EMBEDDED, 64)).isEqualTo(9_000);
        assertThat(Roofs.share(5_000, null)).isNull();
        assertThat(Roofs.share(5_000, 10_000.0)).isEqualTo(0.5);
    }

    @Test
    void aGoalNamesWhatWasMissed() {
        Goal goal = Objects.requireNonNull(Goal.of("postgres", Door.HTTP, "call-32"));
        assertThat(goal.text()).isEqualTo("≥ 5,000/s, p99 ≤ 20 ms, CPU ≤ 0.250 ms");
        assertThat(goal.verdict(result(5_000, 20, 0.25))).isEqualTo("yes");
        assertThat(goal.verdict(result(4_999, 21, 0.2))).isEqualTo("NO: ≥ 5,000/s, p99 ≤ 20 ms");
    }

    @Test
    void h2MayReachTwoThirds() {
        Goal goal = Objects.requireNonNull(Goal.of("h2", Door.HTTP, "call-32"));
        assertThat(goal.text()).isEqualTo("≥ 3,333/s, p99 ≤ 30 ms, CPU ≤ 0.375 ms");
        assertThat(Goal.of("h2", Door.EMBEDDED, "call-32")).isNull();
        assertThat(Goal.of("h2-process", Door.HTTP, "call-32")).isNull();
    }

    @Test
    void everyGoalHasARow() {
        Stream<String> workloads = Stream.of(Workload.ENTITIES, Workload.ORCHESTRATIONS, Workload.READS)
                .flatMap(List::stream)
                .map(Workload::name);
        assertThat(Stream.concat(workloads, SleeperRows.NAMES.stream()))
                .doesNotHaveDuplicates()
                .containsAll(Goal.rows());
    }

    @Test
    void countsOnlyWhatIsUnderTheClock() {
        Ledger ledger = new Ledger(1);
        Load load = new Load.Adds(Load.Operation.CALL, 1, 1, 1_000, 2_000);
        Meter meter = new Meter(load, ledger, 0);
        meter.succeeded(0, 0, millis(999)); // in the ramp
        for (int i = 1; i <= 100; i++) {
            meter.succeeded(0, millis(1_500) - millis(i), millis(1_500));
        }
        meter.succeeded(0, 0, millis(3_000)); // after the end
        meter.failed(0, "HTTP 503");
        LoadResult result = meter.result(51, new Settlement(7, null));
        assertThat(meter.running(millis(2_999))).isTrue();
        assertThat(meter.running(millis(3_000))).isFalse();
        assertThat(result.acknowledged()).isEqualTo(102);
        assertThat(result.rate()).isEqualTo(50);
        assertThat(result.p50Millis()).isCloseTo(50, within(0.1));
        assertThat(result.p99Millis()).isCloseTo(99, within(0.1));
        assertThat(result.cpuMillisPerAnswer()).isEqualTo(0.5);
        assertThat(result.errors()).isEqualTo(1);
        assertThat(result.firstError()).isEqualTo("HTTP 503");
    }

    @Test
    void aLoadThatEndsWithItsRequestsIsMeasuredUpToThere() {
        Meter meter = new Meter(new Load.StartSleepers(10, 1, 1), new Ledger(1), 0);
        for (int i = 1; i <= 10; i++) {
            meter.succeeded(0, 0, millis(i * 50));
        }
        meter.stop(millis(500));
        meter.stop(millis(900));
        assertThat(meter.result(0, new Settlement(0, null)).rate()).isEqualTo(20);
    }

    @Test
    void callsBesideOtherWorkAreHeldAgainstThoseBefore() {
        Goal goal = Goal.undisturbed(result(100, 1.5, 0));
        assertThat(goal.text()).isEqualTo("p99 ≤ 3 ms");
        assertThat(goal.verdict(result(100, 3.1, 0))).isEqualTo("NO: p99 ≤ 3 ms");
    }

    @Test
    void aNodeWithKeysMayLoseThreePercent() {
        Goal goal = Goal.withKeys(result(10_000, 1, 0));
        assertThat(goal.text()).isEqualTo("≥ 9,700/s");
        assertThat(goal.verdict(result(9_700, 1, 0))).isEqualTo("yes");
        assertThat(goal.verdict(result(9_699, 1, 0))).isEqualTo("NO: ≥ 9,700/s");
    }

    @Test
    void callsThatQueuedBeforeTheOtherWorkAreNoMeasureForIt() {
        assertThat(SleeperRows.keptPace(result(199, 1, 1))).isTrue();
        assertThat(SleeperRows.keptPace(result(150, 1, 1))).isFalse();
        Row row = row("h2", Workload.SPREAD, 4_000).withProblem("too slow");
        assertThat(row.problem()).isEqualTo("too slow");
        assertThat(row.withProblem("later").problem()).isEqualTo("too slow");
    }

    @Test
    void theHotKeyIsHeldAgainstManyKeysAtTheSameClients() {
        List<Row> rows = List.of(
                row("h2", Workload.SPREAD, 4_000),
                row("h2", Workload.call(128), 9_000),
                row("h2", Workload.HOT, 3_000),
                row("postgres", Workload.HOT, 3_000));
        assertThat(Table.hotKeyLine(rows))
                .isEqualTo("hot key ÷ 1,000 keys at 64 clients (must be ≥ 1): h2 http 0.75 NOT MET");
    }

    @Test
    void theTableMarksWhatIsWrong() {
        LoadResult wrong = new LoadResult(10, 0, null, 10, 1, 1, 1, 1, "1 of 1 sums: hot0 is 9 (expected: 10)");
        Row row = Row.of("h2", Door.HTTP, Workload.HOT, new Measured(wrong, 100, 1.0, 2.0), 100.0);
        assertThat(row.problem()).startsWith("MISMATCH 1 of 1 sums");
        assertThat(Table.of(List.of(row))).contains("0.10 (< 0.5)").contains("NO: ≥ 5,333/s");
    }

    @Test
    void aRowWithoutAnAnswerUnderTheClockMeetsNothing() {
        LoadResult none = new LoadResult(1, 0, null, 0, 0, 0, 1, 1, null);
        Workload sequence = Workload.ORCHESTRATIONS.stream()
                .filter(workload -> workload.name().equals("seq-1000"))
                .findFirst()
                .orElseThrow();
        Row row = Row.of("postgres", Door.HTTP, sequence, new Measured(none, 100, 1.0, 2.0), null);
        assertThat(row.problem()).startsWith("no answer under the clock");
        assertThat(row.comparison().met()).isEqualTo("NO: p50 ≤ 500 ms");
    }

    @Test
    void selectsRowsByAnyPartOfTheirName() {
        assertThat(selects("call-1", "call-1")).isTrue();
        assertThat(selects("call-1", "call-128")).isFalse();
        assertThat(selects("call", "call-128")).isTrue();
        assertThat(selects("postgres/http", "hot-64")).isTrue();
        assertThat(selects("postgres/embedded", "hot-64")).isFalse();
        assertThat(selects("post", "hot-64")).isFalse();
        assertThat(selects("h2/hot", "hot-64")).isFalse();
    }

    private static boolean selects(String only, String name) {
        Settings settings = new Settings(
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                new SleeperRows(10, 1),
                List.of(only),
                Path.of("x"),
                Path.of("y"));
        return settings.wants("postgres", Door.HTTP, name);
    }

    private static Row row(String engine, Workload workload, double rate) {
        @Nullable Double noRoof = null;
        return Row.of(engine, Door.HTTP, workload, new Measured(result(rate, 1, 1), 100, null, null), noRoof);
    }

    private static LoadResult result(double rate, double p99, double cpu) {
        return new LoadResult(100, 0, null, rate, 1, p99, cpu * 100, 1, null);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
