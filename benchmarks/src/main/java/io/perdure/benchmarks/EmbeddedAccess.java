package io.perdure.benchmarks;

import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import io.perdure.orchestrations.InstanceOptions;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.OrchestrationPage;
import io.perdure.orchestrations.OrchestrationQuery;
import io.perdure.orchestrations.RuntimeStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Without HTTP: the clients are chains of futures in the process of the runtime itself. */
final class EmbeddedAccess implements Access {
    /** The runtime's own deadlines come first; what passes this is a defect. */
    private static final Duration PATIENCE = Request.LONGEST_RUN.plusSeconds(10);

    private final EntityClient entities;
    private final OrchestrationClient orchestrations;

    EmbeddedAccess(EntityClient entities, OrchestrationClient orchestrations) {
        this.entities = entities;
        this.orchestrations = orchestrations;
    }

    @Override
    public void drive(int clients, List<Request> requests, Source source, Meter meter)
            throws IOException, InterruptedException {
        if (source instanceof Pace) {
            drive(requests, source, meter);
            return;
        }
        CountDownLatch done = new CountDownLatch(clients);
        for (int i = 0; i < clients; i++) {
            new ClosedLoop(source, number -> send(requests.get(number)), meter, done).next();
        }
        if (!done.await(meter.nanosLeft(System.nanoTime()) + PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IOException("%d of %d clients had no answer within %d s."
                    .formatted(done.getCount(), clients, PATIENCE.toSeconds()));
        }
    }

    /** One client on this thread, which may wait for the times of its requests; one of the runtime's must not. */
    private void drive(List<Request> requests, Source source, Meter meter) throws InterruptedException {
        for (int number = source.next(); number != Traffic.DONE; number = source.next()) {
            Request request = requests.get(number);
            long dueAt = source.dueAt(System.nanoTime());
            try {
                var unused = send(request).get(request.patience().toMillis(), TimeUnit.MILLISECONDS);
                meter.succeeded(number, dueAt, System.nanoTime());
            } catch (ExecutionException | TimeoutException e) {
                meter.failed(number, e.toString());
            }
        }
    }

    private CompletableFuture<?> send(Request request) {
        if (request instanceof Request.Add add) {
            EntityId id = EntityId.of(Bench.NAME, add.key());
            return add.operation() == Load.Operation.CALL
                    ? entities.call(id, "add", 1L, Long.class)
                    : entities.signal(id, "add", 1L);
        }
        if (request instanceof Request.Run run) {
            return start(run.orchestrator(), run.input(), null)
                    .thenCompose(id -> orchestrations.waitForCompletion(id, Request.LONGEST_RUN))
                    .thenAccept(end -> check(run, end));
        }
        if (request instanceof Request.Status status) {
            return orchestrations.get(status.instanceId(), true).thenAccept(found -> check(status, found));
        }
        Request.Start start = (Request.Start) request;
        return start(start.orchestrator(), start.input(), start.instanceId());
    }

    private CompletableFuture<String> start(String orchestrator, @Nullable String input, @Nullable String instanceId) {
        InstanceOptions options = instanceId == null ? InstanceOptions.DEFAULT : InstanceOptions.id(instanceId);
        return orchestrations.startJson(orchestrator, input, options);
    }

    private static void check(Request.Run run, OrchestrationMetadata end) {
        if (end.status() != RuntimeStatus.Completed || !run.output().equals(end.outputJson())) {
            throw new IllegalStateException(
                    "%s %s (expected: Completed %s)".formatted(end.status(), end.outputJson(), run.output()));
        }
    }

    private static void check(Request.Status request, Optional<OrchestrationMetadata> found) {
        boolean good = found.filter(instance -> instance.status() == RuntimeStatus.Running
                        && instance.instanceId().equals(request.instanceId()))
                .isPresent();
        if (!good) {
            throw new IllegalStateException("%s (expected: %s Running)"
                    .formatted(
                            found.map(instance -> instance.instanceId() + ' ' + instance.status())
                                    .orElse("no instance"),
                            request.instanceId()));
        }
    }

    @Override
    public long[] sums(Ledger ledger, int[] keys) {
        List<CompletableFuture<Optional<Long>>> reads = Arrays.stream(keys)
                .mapToObj(key -> entities.read(EntityId.of(ledger.entity(), ledger.key(key)), Long.class))
                .toList();
        long[] sums = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            sums[i] = reads.get(i)
                    .exceptionally(failure -> Optional.of(-1L))
                    .join()
                    .orElse(ledger.opening());
        }
        return sums;
    }

    @Override
    public List<String> outputs(String orchestrator, Instant since) {
        OrchestrationQuery query = OrchestrationQuery.ALL
                .withName(orchestrator)
                .withStatus(RuntimeStatus.Completed)
                .createdFrom(since)
                .withPageSize(OrchestrationQuery.MAX_PAGE_SIZE)
                .fetchingInputsAndOutputs();
        List<String> outputs = new ArrayList<>();
        @Nullable String token = null;
        do {
            OrchestrationPage page = orchestrations.query(query.after(token)).join();
            page.instances().forEach(instance -> outputs.add(String.valueOf(instance.outputJson())));
            token = page.nextToken();
        } while (token != null);
        return outputs;
    }
}
