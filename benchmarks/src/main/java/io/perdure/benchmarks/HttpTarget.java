package io.perdure.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A server in a process of its own that has the entity endpoints. */
final class HttpTarget implements Target {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int READERS = 64;

    private final Child server;
    private final InetSocketAddress address;
    private final Map<Integer, Ledger> ledgers = new HashMap<>();

    private HttpTarget(Child server, InetSocketAddress address) {
        this.server = server;
        this.address = address;
    }

    static HttpTarget of(Child server) throws IOException, InterruptedException {
        try {
            URI uri = URI.create(server.awaitReady(START));
            return new HttpTarget(server, new InetSocketAddress(uri.getHost(), uri.getPort()));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public LoadResult run(Load load) throws IOException {
        try {
            return run(server.pid(), address, load, ledgers.computeIfAbsent(load.keys(), Ledger::new));
        } catch (IOException e) {
            throw server.explain(e);
        }
    }

    static LoadResult run(long pid, InetSocketAddress address, Load load, Ledger ledger) throws IOException {
        double cpuBefore = Proc.cpuMillis(pid);
        Meter meter = new Meter(load, ledger, System.nanoTime());
        HttpLoad.run(address, load.clients(), new AddTraffic(address, load.operation(), ledger, meter));
        double cpu = Proc.cpuMillis(pid) - cpuBefore;
        return meter.result(cpu, Settlement.await(ledger, keys -> {
            ReadTraffic reads = new ReadTraffic(address, ledger, keys);
            HttpLoad.run(address, Math.min(READERS, keys.length), reads);
            return reads.sums();
        }));
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public void close() {
        server.close();
    }
}
