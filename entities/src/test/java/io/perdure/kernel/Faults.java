package io.perdure.kernel;

import java.util.SplittableRandom;

/**
 * How hostile the world of one history is; all are probabilities per occasion.
 *
 * @param drop a message is lost
 * @param duplicate a message arrives twice
 * @param lateDuplicate a message arrives again after many minutes
 * @param slow a message takes seconds
 * @param crashAtWrite an instance dies around a write
 * @param lostWrite a write never lands, and fails
 * @param lostAnswer a write lands, and is reported as failed
 * @param lateWrite a write is reported as failed, and lands afterwards, or is fenced
 * @param failedLoad a journal cannot be read
 * @param chaos crashes, moves and partitions per simulated second
 * @param moods of the logic
 */
record Faults(
        double drop,
        double duplicate,
        double lateDuplicate,
        double slow,
        double crashAtWrite,
        double lostWrite,
        double lostAnswer,
        double lateWrite,
        double failedLoad,
        double chaos,
        Tally.Moods moods) {

    static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, new Tally.Moods(0, 0));

    /** Each fault absent, rare or frequent, independently of the others. */
    static Faults random(SplittableRandom random) {
        return new Faults(
                upTo(0.4, random),
                upTo(0.4, random),
                upTo(0.2, random),
                upTo(0.2, random),
                upTo(0.15, random),
                upTo(0.15, random),
                upTo(0.15, random),
                upTo(0.15, random),
                upTo(0.3, random),
                upTo(1.5, random),
                new Tally.Moods(upTo(0.3, random), upTo(0.5, random)));
    }

    private static double upTo(double most, SplittableRandom random) {
        int kind = random.nextInt(3);
        return kind == 0 ? 0 : kind == 1 ? most / 5 : random.nextDouble() * most;
    }
}
