package io.perdure.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

/** Through the HTTP door of a server. */
final class HttpAccess implements Access {
    private static final int READERS = 64;

    private final InetSocketAddress address;

    HttpAccess(InetSocketAddress address) {
        this.address = address;
    }

    @Override
    public void drive(int clients, List<Request> requests, Source source, Meter meter) throws IOException {
        HttpLoad.run(address, clients, new RequestTraffic(address, requests, source, meter));
    }

    @Override
    public long[] sums(Ledger ledger, int[] keys) throws IOException {
        ReadTraffic reads = new ReadTraffic(address, ledger, keys);
        HttpLoad.run(address, Math.min(READERS, keys.length), reads);
        return reads.sums();
    }

    @Override
    public List<String> outputs(String orchestrator, Instant since) throws IOException {
        ListTraffic list = new ListTraffic(address, orchestrator, since);
        HttpLoad.run(address, 1, list);
        return list.outputs();
    }
}
