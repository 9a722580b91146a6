package io.perdure.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Through the HTTP door of a server. */
final class HttpAccess implements Access {
    private static final int READERS = 64;

    private final Peer peer;
    private final List<InetSocketAddress> doors;

    HttpAccess(Peer peer) {
        this(peer, List.of(peer.address()));
    }

    /** @param doors the peer's and those of the others of its cluster */
    HttpAccess(Peer peer, List<InetSocketAddress> doors) {
        this.peer = peer;
        this.doors = doors;
    }

    /**
     * Sees that a server looks at keys at all: one that does not would show them to cost nothing.
     *
     * @throws IOException when it answers a request without a key by anything but 401
     */
    static void expectRefusalWithoutKey(InetSocketAddress address) throws IOException {
        Load once = new Load.StatusReads(1, 1, 0, Load.PATIENCE_MILLIS);
        Meter meter = new Meter(once, Tally.NONE, System.nanoTime());
        new HttpAccess(Peer.open(address)).drive(1, Waiters.reads(0), Source.times(1), meter);
        @Nullable String fault = meter.result(0, new Settlement(0, null)).firstError();
        if (fault == null || !fault.startsWith("HTTP 401")) {
            throw new IOException("Node with access keys: answered a request without one by %s (expected: HTTP 401)."
                    .formatted(fault == null ? "its status" : fault));
        }
    }

    @Override
    public void drive(int clients, List<Request> requests, Source source, Meter meter) throws IOException {
        HttpLoad.run(doors, clients, new RequestTraffic(peer, requests, source, meter));
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
