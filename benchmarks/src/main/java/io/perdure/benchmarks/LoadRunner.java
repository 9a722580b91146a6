package io.perdure.benchmarks;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Runs loads through a door, and tells afterwards whether everything acknowledged is there exactly once. */
final class LoadRunner {
    private final List<Long> pids;
    private final Access access;
    private final Map<Integer, Ledger> counters = new HashMap<>();
    private final Ledger accounts = Ledger.ofAccounts(Transfers.ACCOUNTS);

    /** @param pid of the process that holds the engine */
    LoadRunner(long pid, Access access) {
        this(List.of(pid), access);
    }

    /** @param pids of the processes that hold the engine, whose processor time is added up */
    LoadRunner(List<Long> pids, Access access) {
        this.pids = List.copyOf(pids);
        this.access = access;
    }

    private interface Check {
        Settlement settle() throws IOException, InterruptedException;
    }

    LoadResult run(Load load) throws IOException, InterruptedException {
        if (load instanceof Load.Adds adds) {
            return adds(adds);
        }
        if (load instanceof Load.SteadyCalls calls) {
            return steadyCalls(calls);
        }
        if (load instanceof Load.Runs runs) {
            return runs.program() == Program.TRANSFER ? transfers(runs) : runs(runs);
        }
        if (load instanceof Load.StartSleepers sleepers) {
            return startSleepers(sleepers);
        }
        if (load instanceof Load.StartWaiters waiters) {
            return startWaiters(waiters);
        }
        if (load instanceof Load.StatusReads reads) {
            return statusReads(reads);
        }
        return Wakings.read(access, (Load.Lateness) load);
    }

    private LoadResult adds(Load.Adds load) throws IOException, InterruptedException {
        Ledger ledger = counters.computeIfAbsent(load.keys(), Ledger::new);
        Meter meter = new Meter(load, ledger, System.nanoTime());
        List<Request> requests = adds(ledger, load.operation());
        return measure(load.clients(), requests, Source.random(requests.size(), meter), meter, () -> settle(ledger));
    }

    private LoadResult steadyCalls(Load.SteadyCalls load) throws IOException, InterruptedException {
        Ledger ledger = counters.computeIfAbsent(load.keys(), Ledger::new);
        long now = System.nanoTime();
        Meter meter = new Meter(load, ledger, now);
        Source source = new Pace(Source.random(ledger.size(), meter), load.perSecond(), now);
        return measure(1, adds(ledger, Load.Operation.CALL), source, meter, () -> settle(ledger));
    }

    private LoadResult runs(Load.Runs load) throws IOException, InterruptedException {
        String orchestrator = load.program().orchestrator();
        Ledger completed = Ledger.ofInstances(orchestrator);
        Meter meter = new Meter(load, completed, System.nanoTime());
        Instant since = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return measure(
                load.clients(),
                List.of(load.program().run()),
                Source.random(1, meter),
                meter,
                () -> Settlement.await(completed, keys ->
                        new long[] {access.outputs(orchestrator, since).size()}));
    }

    private LoadResult transfers(Load.Runs load) throws IOException, InterruptedException {
        Transfers transfers = Transfers.among(accounts);
        Meter meter = new Meter(load, transfers, System.nanoTime());
        List<Request> requests = transfers.requests();
        return measure(load.clients(), requests, Source.random(requests.size(), meter), meter, () -> settle(accounts));
    }

    /** Whether they are all there is seen when they wake. */
    private LoadResult startSleepers(Load.StartSleepers load) throws IOException, InterruptedException {
        Meter meter = new Meter(load, Ledger.ofInstances(Sleeper.NAME), System.nanoTime());
        Request start = new Request.Start(Sleeper.NAME, Integer.toString(load.seconds()), null);
        return measure(
                load.clients(), List.of(start), Source.times(load.count()), meter, () -> new Settlement(0, null));
    }

    private LoadResult startWaiters(Load.StartWaiters load) throws IOException, InterruptedException {
        Ledger running = Ledger.ofWaiters(load.count());
        Meter meter = new Meter(load, running, System.nanoTime());
        return measure(
                load.clients(),
                Waiters.starts(load.count()),
                Source.each(load.count()),
                meter,
                () -> Settlement.await(running, numbers -> Waiters.running(access, load, numbers)));
    }

    private LoadResult statusReads(Load.StatusReads load) throws IOException, InterruptedException {
        Meter meter = new Meter(load, Tally.NONE, System.nanoTime());
        List<Request> reads = Waiters.reads(IntStream.range(0, load.waiters()).toArray());
        return measure(load.clients(), reads, Source.random(reads.size(), meter), meter, () -> new Settlement(0, null));
    }

    private LoadResult measure(int clients, List<Request> requests, Source source, Meter meter, Check check)
            throws IOException, InterruptedException {
        double cpuBefore = cpuMillis();
        access.drive(clients, requests, source, meter);
        meter.stop(System.nanoTime());
        double cpu = cpuMillis() - cpuBefore;
        return meter.result(cpu, check.settle());
    }

    private double cpuMillis() throws IOException {
        double sum = 0;
        for (long pid : pids) {
            sum += Proc.cpuMillis(pid);
        }
        return sum;
    }

    private static List<Request> adds(Ledger ledger, Load.Operation operation) {
        return IntStream.range(0, ledger.size())
                .mapToObj(index -> (Request) new Request.Add(operation, ledger.key(index)))
                .toList();
    }

    private Settlement settle(Ledger ledger) throws IOException, InterruptedException {
        return Settlement.await(ledger, keys -> access.sums(ledger, keys));
    }
}
