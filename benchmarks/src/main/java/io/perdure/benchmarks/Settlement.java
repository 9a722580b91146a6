package io.perdure.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether, and how long after the last answer, all sums came to what the ledger expects.
 *
 * @param mismatch names the first wrong sum; null when all fit
 */
record Settlement(double millis, @Nullable String mismatch) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Reads the sums of some keys of the ledger; a negative one stands for no answer. */
    @FunctionalInterface
    interface Reader {
        long[] sums(int[] keys) throws IOException, InterruptedException;
    }

    /** Reads again and again what does not fit yet; in the end the ledger takes what is there. */
    static Settlement await(Ledger ledger, Reader reader, Duration patience) throws IOException, InterruptedException {
        long lastAnswer = System.nanoTime();
        int[] open = ledger.allKeys();
        while (true) {
            long[] sums = reader.sums(open);
            double millis = (System.nanoTime() - lastAnswer) / 1e6;
            int[] keys = open;
            int[] wrong = IntStream.range(0, keys.length)
                    .filter(i -> !ledger.fits(keys[i], sums[i]))
                    .toArray();
            @Nullable
            String mismatch = wrong.length == 0 ? null : describe(ledger, keys[wrong[0]], sums[wrong[0]], wrong.length);
            boolean hopeless = Arrays.stream(wrong).anyMatch(i -> ledger.exceeds(keys[i], sums[i]));
            boolean last = mismatch == null || hopeless || millis > patience.toMillis();
            for (int i = 0; i < keys.length; i++) {
                if (sums[i] >= 0 && (last || ledger.fits(keys[i], sums[i]))) {
                    ledger.rebase(keys[i], sums[i]);
                }
            }
            if (last) {
                return new Settlement(millis, mismatch);
            }
            open = Arrays.stream(wrong).map(i -> keys[i]).toArray();
        }
    }

    static Settlement await(Ledger ledger, Reader reader) throws IOException, InterruptedException {
        return await(ledger, reader, PATIENCE);
    }

    private static String describe(Ledger ledger, int key, long sum, int count) {
        String read = sum < 0 ? "no answer" : Long.toString(sum);
        return "%d of %d sums: %s is %s (expected: %s)"
                .formatted(count, ledger.size(), ledger.key(key), read, ledger.expectation(key));
    }
}
