package io.perdure.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import io.perdure.failures.BusyException;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.OrchestrationPage;
import io.perdure.orchestrations.RuntimeStatus;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The embedded clients against a runtime of one map. */
class EmbeddedAccessTest {
    private static final Load.Runs FAN_OUT = new Load.Runs(Program.FAN_OUT, 4, 50, 1_000);
    private static final Load.Runs LONG = new Load.Runs(Program.FAN_OUT, 1, 0, 60_000);

    private final Map<EntityId, AtomicLong> sums = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final Queue<String> started = new ConcurrentLinkedQueue<>();
    private long busyEvery = Long.MAX_VALUE;
    private String output = "1000";
    private int forgotten;
    private RuntimeStatus waiterStatus = RuntimeStatus.Running;

    @Test
    void everyAnswerCountsAndTheSumsFit() throws Exception {
        LoadResult result = run(ForkJoinPool.commonPool(), Load.Operation.CALL);
        assertThat(result.errors()).isZero();
        assertThat(result.mismatch()).isNull();
        assertThat(result.acknowledged()).isPositive().isEqualTo(total());
    }

    @Test
    void answersThatAreThereAtOnceDoNotOverflowTheStack() throws Exception {
        LoadResult result = run(Runnable::run, Load.Operation.SIGNAL);
        assertThat(result.errors()).isZero();
        assertThat(result.acknowledged()).isEqualTo(total());
    }

    @Test
    void aRefusalIsAnErrorAndNoMismatch() throws Exception {
        busyEvery = 3;
        LoadResult result = run(Runnable::run, Load.Operation.CALL);
        assertThat(result.errors()).isPositive();
        assertThat(result.firstError()).contains("BusyException: busy");
        assertThat(result.mismatch()).isNull();
        assertThat(result.acknowledged()).isEqualTo(total());
    }

    @Test
    void everyOrchestrationIsCheckedAndCounted() throws Exception {
        LoadResult result = runner(ForkJoinPool.commonPool()).run(FAN_OUT);
        assertThat(result.errors()).isZero();
        assertThat(result.mismatch()).isNull();
        assertThat(result.acknowledged()).isPositive().isEqualTo(started.size());
        assertThat(started).containsOnly("FanOutFanIn");
    }

    @Test
    void aWrongOutputIsAnError() throws Exception {
        output = "999";
        Meter meter = new Meter(LONG, Ledger.ofInstances("FanOutFanIn"), System.nanoTime());
        access(ForkJoinPool.commonPool()).drive(1, List.of(Program.FAN_OUT.run()), Source.times(1), meter);
        LoadResult result = meter.result(0, new Settlement(0, null));
        assertThat(result.acknowledged()).isZero();
        assertThat(result.firstError()).contains("Completed 999 (expected: Completed 1000)");
    }

    @Test
    void aForgottenInstanceIsAMismatch() throws Exception {
        forgotten = 1;
        Ledger ledger = Ledger.ofInstances("FanOutFanIn");
        Access access = access(Runnable::run);
        Meter meter = new Meter(LONG, ledger, System.nanoTime());
        access.drive(1, List.of(Program.FAN_OUT.run()), Source.times(3), meter);
        Settlement settled = Settlement.await(
                ledger,
                keys -> new long[] {access.outputs("FanOutFanIn", Instant.EPOCH).size()},
                Duration.ZERO);
        assertThat(settled.mismatch()).isEqualTo("1 of 1 sums: completed FanOutFanIn is 2 (expected: 3)");
    }

    @Test
    void statusReadsFindWhatWasStarted() throws Exception {
        LoadRunner runner = runner(ForkJoinPool.commonPool());
        LoadResult starts = runner.run(new Load.StartWaiters(10, 4));
        LoadResult reads = runner.run(new Load.StatusReads(4, 10, 50, 250));
        assertThat(starts.acknowledged()).isEqualTo(10);
        assertThat(started).hasSize(10).containsOnly("Waiter");
        assertThat(starts.mismatch()).isNull();
        assertThat(reads.errors()).isZero();
        assertThat(reads.rate()).isPositive();
    }

    @Test
    void anInstanceThatDoesNotRunIsAnError() throws Exception {
        waiterStatus = RuntimeStatus.Completed;
        LoadResult result = runner(Runnable::run).run(new Load.StatusReads(1, 1, 0, 50));
        assertThat(result.acknowledged()).isZero();
        assertThat(result.firstError()).contains("live0 Completed (expected: live0 Running)");
    }

    @Test
    void steadyCallsAreOneClients() throws Exception {
        Ledger ledger = new Ledger(1);
        Meter meter = new Meter(LONG, ledger, System.nanoTime());
        Source five = new Pace(Source.times(5), 1_000, System.nanoTime());
        access(ForkJoinPool.commonPool()).drive(1, List.of(new Request.Add(Load.Operation.CALL, "hot0")), five, meter);
        assertThat(ledger.fits(0, 5)).isTrue();
        assertThat(total()).isEqualTo(5);
    }

    @Test
    void loadsAndResultsCrossTheProcessBoundaryAsJson() throws Exception {
        for (Load load : List.of(
                Workload.HOT.load(Duration.ofSeconds(3)),
                new Load.Runs(Program.TRANSFER, 32, 1, 2),
                new Load.SteadyCalls(200, 10, 1, 2),
                new Load.StartSleepers(10, 30, 128),
                new Load.Lateness(1_700_000_000_000L, 10),
                Workload.START_WAITERS,
                Workload.STATUS.load(Duration.ofSeconds(3)))) {
            assertThat(EmbeddedTarget.JSON.readValue(EmbeddedTarget.JSON.writeValueAsString(load), Load.class))
                    .isEqualTo(load);
        }
        LoadResult result = new LoadResult(3, 1, "no", 1.5, 2, 3, 4, 5, null);
        assertThat(EmbeddedTarget.JSON.readValue(EmbeddedTarget.JSON.writeValueAsString(result), LoadResult.class))
                .isEqualTo(result);
    }

    private LoadResult run(Executor executor, Load.Operation operation) throws Exception {
        return runner(executor).run(new Load.Adds(operation, 4, 10, 50, 250));
    }

    private LoadRunner runner(Executor executor) {
        return new LoadRunner(ProcessHandle.current().pid(), access(executor));
    }

    private Access access(Executor executor) {
        return new EmbeddedAccess(
                client(EntityClient.class, runtime(executor)), client(OrchestrationClient.class, runs(executor)));
    }

    private static <T> T client(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Orchestrations that are over at once; only the starts and the ends are there. */
    private InvocationHandler runs(Executor executor) {
        return (proxy, method, arguments) -> CompletableFuture.supplyAsync(
                () -> switch (method.getName()) {
                    case "startJson" -> {
                        started.add((String) arguments[0]);
                        yield "some-id";
                    }
                    case "waitForCompletion" -> ended();
                    case "get" -> Optional.of(waiting((String) arguments[0]));
                    case "query" ->
                        new OrchestrationPage(Collections.nCopies(started.size() - forgotten, ended()), null);
                    default -> throw new UnsupportedOperationException(method.getName());
                },
                executor);
    }

    private OrchestrationMetadata waiting(String id) {
        return client(
                OrchestrationMetadata.class,
                (proxy, method, arguments) -> method.getName().equals("status") ? waiterStatus : id);
    }

    private OrchestrationMetadata ended() {
        return client(
                OrchestrationMetadata.class,
                (proxy, method, arguments) -> method.getName().equals("status") ? RuntimeStatus.Completed : output);
    }

    private InvocationHandler runtime(Executor executor) {
        return (proxy, method, arguments) -> {
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            return CompletableFuture.supplyAsync(() -> serve(method, (EntityId) arguments[0]), executor);
        };
    }

    private @Nullable Object serve(Method method, EntityId id) {
        if (method.getName().equals("read")) {
            return Optional.ofNullable(sums.get(id)).map(AtomicLong::get);
        }
        if (requests.incrementAndGet() % busyEvery == 0) {
            throw new BusyException("busy");
        }
        long sum = sums.computeIfAbsent(id, any -> new AtomicLong()).incrementAndGet();
        return Objects.equals(method.getName(), "call") ? sum : null;
    }

    private long total() {
        return sums.values().stream().mapToLong(AtomicLong::get).sum();
    }
}
