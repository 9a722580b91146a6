package io.perdure.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Transfers of 1 between random pairs of accounts, and what the balances must be after them. */
final class Transfers implements Tally {
    static final int ACCOUNTS = 1_000;

    private static final int PAIRS = 10_000;

    /** Indexes of two different accounts. */
    private record Pair(int from, int to) {}

    private final Ledger accounts;
    private final List<Pair> pairs;

    private Transfers(Ledger accounts, List<Pair> pairs) {
        this.accounts = accounts;
        this.pairs = pairs;
    }

    static Transfers among(Ledger accounts) {
        SplittableRandom random = new SplittableRandom(1);
        int count = accounts.size();
        List<Pair> pairs = Stream.generate(() -> {
                    int from = random.nextInt(count);
                    return new Pair(from, (from + 1 + random.nextInt(count - 1)) % count);
                })
                .limit(PAIRS)
                .toList();
        return new Transfers(accounts, pairs);
    }

    List<Request> requests() {
        return IntStream.range(0, pairs.size())
                .mapToObj(number -> Program.TRANSFER.run(input(pairs.get(number))))
                .toList();
    }

    private String input(Pair pair) {
        return "{\"from\":\"%s\",\"to\":\"%s\",\"amount\":1}".formatted(accounts.key(pair.from), accounts.key(pair.to));
    }

    @Override
    public void acknowledge(int number) {
        accounts.acknowledge(pairs.get(number).from, -1);
        accounts.acknowledge(pairs.get(number).to, 1);
    }

    @Override
    public void doubt(int number) {
        accounts.doubt(pairs.get(number).from, -1);
        accounts.doubt(pairs.get(number).to, 1);
    }
}
