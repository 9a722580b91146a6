package io.perdure.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import io.perdure.failures.BusyException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The embedded clients against a runtime of one map. */
class EmbeddedLoadTest {
    private final Map<EntityId, AtomicLong> sums = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private long busyEvery = Long.MAX_VALUE;

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
    void loadsAndResultsCrossTheProcessBoundaryAsJson() throws Exception {
        Load load = Workload.HOT.load(java.time.Duration.ofSeconds(3));
        assertThat(EmbeddedTarget.JSON.readValue(EmbeddedTarget.JSON.writeValueAsString(load), Load.class))
                .isEqualTo(load);
        LoadResult result = new LoadResult(3, 1, "no", 1.5, 2, 3, 4, 5, null);
        assertThat(EmbeddedTarget.JSON.readValue(EmbeddedTarget.JSON.writeValueAsString(result), LoadResult.class))
                .isEqualTo(result);
    }

    private LoadResult run(Executor executor, Load.Operation operation) throws Exception {
        EntityClient client = (EntityClient) Proxy.newProxyInstance(
                EntityClient.class.getClassLoader(), new Class<?>[] {EntityClient.class}, runtime(executor));
        return new EmbeddedLoad(client).run(new Load(operation, 4, 10, 50, 250), new Ledger(10));
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
