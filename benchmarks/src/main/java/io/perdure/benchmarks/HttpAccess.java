package io.perdure.benchmarks;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Through the HTTP door of a server. */
final class HttpAccess implements Access {
    private static final int READERS = 64;

    private final Peer peer;

    HttpAccess(Peer peer) {
        this.peer = peer;
    }

    @Override
    public void drive(int clients, List<Request> requests, Source source, Meter meter) throws IOException {
        HttpLoad.run(peer.address(), clients, new RequestTraffic(peer, requests, source, meter));
    }

    @Override
    public long[] sums(Ledger ledger, int[] keys) throws IOException {
        ReadTraffic reads = new ReadTraffic(peer, ledger, keys);
        HttpLoad.run(peer.address(), Math.min(READERS, keys.length), reads);
        return reads.sums();
    }

    @Override
    public List<String> outputs(String orchestrator, Instant since) throws IOException {
        ListTraffic list = new ListTraffic(peer, orchestrator, since);
        HttpLoad.run(peer.address(), 1, list);
        return list.outputs();
    }
}
