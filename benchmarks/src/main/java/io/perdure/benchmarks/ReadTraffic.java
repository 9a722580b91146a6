package io.perdure.benchmarks;

import java.util.Arrays;

/** Reads each of some keys of a ledger once. */
final class ReadTraffic implements Traffic {
    private final byte[][] requests;
    private final long[] sums;
    private final long opening;
    private int sent;

    ReadTraffic(Peer peer, Ledger ledger, int[] keys) {
        requests = new byte[keys.length][];
        for (int i = 0; i < keys.length; i++) {
            requests[i] = HttpRequests.read(peer, ledger.entity(), ledger.key(keys[i]));
        }
        sums = new long[keys.length];
        Arrays.fill(sums, -1);
        opening = ledger.opening();
    }

    /** In the order of the keys; -1 where no answer came. */
    long[] sums() {
        return sums;
    }

    @Override
    public int next() {
        return sent < requests.length ? sent++ : DONE;
    }

    @Override
    public byte[] request(int number) {
        return requests[number];
    }

    @Override
    public void answered(int number, long sentAt, HttpAnswer answer) {
        if (answer.status() == 200) {
            sums[number] = HttpRequests.sum(answer.body());
        } else if (answer.status() == 404) {
            sums[number] = opening; // never touched
        }
    }

    @Override
    public void lost(int number, String reason) {
        sums[number] = -1;
    }
}
