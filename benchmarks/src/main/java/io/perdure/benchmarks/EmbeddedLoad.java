package io.perdure.benchmarks;

import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The closed loop without HTTP: the clients are chains of futures in the process of the runtime itself. */
final class EmbeddedLoad {
    private static final long PATIENCE_SECONDS = 30;

    private final EntityClient client;

    EmbeddedLoad(EntityClient client) {
        this.client = client;
    }

    LoadResult run(Load load, Ledger ledger) throws IOException, InterruptedException {
        long pid = ProcessHandle.current().pid();
        double cpuBefore = Proc.cpuMillis(pid);
        Meter meter = new Meter(load, ledger, System.nanoTime());
        EntityId[] ids = ids(ledger);
        CountDownLatch done = new CountDownLatch(load.clients());
        SplittableRandom seeds = new SplittableRandom(1);
        for (int i = 0; i < load.clients(); i++) {
            new Loop(load.operation(), ids, meter, seeds.split(), done).next();
        }
        if (!done.await(load.totalMillis() + TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), TimeUnit.MILLISECONDS)) {
            throw new IOException("%d of %d clients had no answer within %d s."
                    .formatted(done.getCount(), load.clients(), PATIENCE_SECONDS));
        }
        double cpu = Proc.cpuMillis(pid) - cpuBefore;
        return meter.result(cpu, Settlement.await(ledger, keys -> sums(ids, keys)));
    }

    private static EntityId[] ids(Ledger ledger) {
        EntityId[] ids = new EntityId[ledger.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = EntityId.of(Bench.NAME, ledger.key(i));
        }
        return ids;
    }

    private long[] sums(EntityId[] ids, int[] keys) {
        List<CompletableFuture<Optional<Long>>> reads = Arrays.stream(keys)
                .mapToObj(key -> client.read(ids[key], Long.class))
                .toList();
        long[] sums = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            sums[i] = reads.get(i)
                    .exceptionally(failure -> Optional.of(-1L))
                    .join()
                    .orElse(0L);
        }
        return sums;
    }

    /** One client. */
    private final class Loop {
        private final Load.Operation operation;
        private final EntityId[] ids;
        private final Meter meter;
        private final SplittableRandom random;
        private final CountDownLatch done;
        // A future that is complete already calls back at once: counting turns that recursion into iteration.
        private final AtomicInteger due = new AtomicInteger();

        Loop(Load.Operation operation, EntityId[] ids, Meter meter, SplittableRandom random, CountDownLatch done) {
            this.operation = operation;
            this.ids = ids;
            this.meter = meter;
            this.random = random;
            this.done = done;
        }

        void next() {
            if (due.getAndIncrement() == 0) {
                do {
                    send();
                } while (due.decrementAndGet() > 0);
            }
        }

        private void send() {
            long sentAt = System.nanoTime();
            if (!meter.running(sentAt)) {
                done.countDown();
                return;
            }
            int key = random.nextInt(ids.length);
            var unused = add(ids[key]).whenComplete((result, failure) -> answered(key, sentAt, failure));
        }

        private CompletableFuture<?> add(EntityId id) {
            return operation == Load.Operation.CALL
                    ? client.call(id, "add", 1L, Long.class)
                    : client.signal(id, "add", 1L);
        }

        private void answered(int key, long sentAt, @Nullable Throwable failure) {
            if (failure == null) {
                meter.succeeded(key, sentAt, System.nanoTime());
            } else {
                meter.failed(key, failure.toString());
            }
            next();
        }
    }
}
