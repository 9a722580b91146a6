package io.perdure.benchmarks;

import java.net.InetSocketAddress;
import java.util.SplittableRandom;

/** Adds of 1 to random keys of a ledger, for as long as the meter runs. */
final class AddTraffic implements Traffic {
    private final byte[][] requests;
    private final Meter meter;
    private final SplittableRandom random = new SplittableRandom(1);

    AddTraffic(InetSocketAddress address, Load.Operation operation, Ledger ledger, Meter meter) {
        this.meter = meter;
        requests = new byte[ledger.size()][];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = EntityRequests.add(address, operation, ledger.key(i));
        }
    }

    @Override
    public int next() {
        return meter.running(System.nanoTime()) ? random.nextInt(requests.length) : DONE;
    }

    @Override
    public byte[] request(int number) {
        return requests[number];
    }

    @Override
    public void answered(int number, long sentAt, HttpAnswer answer) {
        if (answer.ok()) {
            meter.succeeded(number, sentAt, System.nanoTime());
        } else {
            meter.failed(number, "HTTP %d %s".formatted(answer.status(), answer.body()));
        }
    }

    @Override
    public void lost(int number, String reason) {
        meter.failed(number, reason);
    }
}
