package io.perdure.benchmarks;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests as a source picks them, formatted once, their answers checked and metered. */
final class RequestTraffic implements Traffic {
    private final List<Request> requests;
    private final byte[][] bytes;
    private final Source source;
    private final Meter meter;

    RequestTraffic(Peer peer, List<Request> requests, Source source, Meter meter) {
        this.requests = requests;
        this.source = source;
        this.meter = meter;
        bytes = requests.stream()
                .map(request -> HttpRequests.bytes(peer, request))
                .toArray(byte[][]::new);
    }

    @Override
    public int next() {
        return source.next();
    }

    @Override
    public byte[] request(int number) {
        return bytes[number];
    }

    @Override
    public Duration patience(int number) {
        return requests.get(number).patience();
    }

    @Override
    public void answered(int number, long sentAt, HttpAnswer answer) {
        long now = System.nanoTime();
        @Nullable String fault = HttpRequests.fault(requests.get(number), answer);
        if (fault == null) {
            meter.succeeded(number, source.dueAt(sentAt), now);
        } else {
            meter.failed(number, fault);
        }
    }

    @Override
    public void lost(int number, String reason) {
        meter.failed(number, reason);
    }
}
